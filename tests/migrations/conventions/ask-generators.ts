// Asks a generator what it makes of the files of a site: the path and the moment of each page, by its file.

import { execFile } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);
const ENVIRONMENT = { ...process.env, LANG: 'C.UTF-8', TZ: 'UTC' };

/** A page as its generator makes it. */
export interface TrueFact {
  readonly path: string;
  /** In seconds; null where it has none. */
  readonly moment: number | null;
}

export type TrueFacts = ReadonlyMap<string, TrueFact>;

export async function askJekyll(folder: string): Promise<TrueFacts> {
  const script = fileURLToPath(new URL('jekyll-pages.rb', import.meta.url));
  const { stdout } = await run('ruby', [script, folder], { env: ENVIRONMENT, maxBuffer: 50_000_000 });
  return factsIn(stdout);
}

/** A home page that lists all others. A section has the date of its newest page, which is none of its own. */
const LIST = `{{ range $page := site.AllPages }}{{ with $page.File }}
{{ dict "file" .Filename "path" $page.RelPermalink "moment" (cond (or $page.IsNode $page.Date.IsZero) nil $page.Date.Unix) | jsonify }}{{ end }}{{ end }}
`;

export async function askHugo(folder: string): Promise<TrueFacts> {
  const layouts = join(folder, 'layouts/_default');
  await mkdir(layouts, { recursive: true });
  for (const name of ['single', 'list']) await writeFile(join(layouts, `${name}.html`), 'x');
  await writeFile(join(folder, 'layouts/index.html'), LIST);
  const options = ['--quiet', '--buildDrafts', '--buildFuture', '--buildExpired', '--source', folder];
  await run('hugo', options, { env: ENVIRONMENT });
  const home = await readFile(join(folder, 'public/index.html'), 'utf8');
  const listed = home.includes('"file"')
    ? home
    : await readFile(join(folder, 'public/en/index.html'), 'utf8');
  return factsIn(listed.replaceAll(`${folder}/`, ''));
}

function factsIn(lines: string): TrueFacts {
  const facts = lines
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line): TrueFact & { readonly file: string } => JSON.parse(line));
  return new Map(facts.map(({ file, path, moment }) => [file, { path: decodeURI(path), moment }]));
}
