// The golden blog: Markdown, settings and a moment, which determine every document.

import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { openArchive } from '../../src/archive/archive.ts';
import { type Compiled, compile } from '../../src/compile/compile.ts';
import { formatFindings } from '../../src/compile/report/findings.ts';
import { checkSettings } from '../../src/compile/settings/settings.ts';
import { createApp } from '../../src/http/app.ts';
import { FORMATS } from '../../src/routes/formats.ts';
import { feedPath } from '../a-blog.ts';

const NOW = Date.UTC(2026, 10, 22, 12);
const FOLDER = fileURLToPath(new URL('../fixtures/blog', import.meta.url));

const SETTINGS = checkSettings({
  origin: 'https://longwave.example',
  title: 'Golden & <hostile>',
  description: 'A blog with "every" field & more.',
  language: 'en-GB',
  timeZone: 'Europe/Berlin',
  author: 'Longwave',
  people: [{ name: 'Longwave', url: 'https://longwave.example/about' }],
  rights: 'CC BY 4.0 & thanks',
  icon: 'https://longwave.example/icon.png?a=1&b=2',
  logo: 'https://longwave.example/logo.png',
  hub: 'https://hub.example/?a=1&b=2',
});

/** Addresses of the golden documents, each with the file that holds it. */
export const DOCUMENTS: readonly [path: string, file: string][] = [
  ...FORMATS.map((format): [string, string] => [feedPath(format), format.file]),
  ['/tags/R%26D%20%3Clab%3E/atom.xml', 'tag-atom.xml'],
  ['/languages/de/rss.xml', 'language-rss.xml'],
  ['/', 'home.html'],
  ['/posts/launch', 'launch.html'],
  ['/posts/second', 'second.html'],
  ['/posts/note', 'note.html'],
  ['/tags/launch', 'tag.html'],
  ['/feeds', 'feeds.html'],
  ['/feeds.opml', 'feeds.opml'],
  ['/nothing', 'not-found.html'],
];

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

async function compileGolden(): Promise<Compiled> {
  const { findings, compiled } = await compile({
    folder: FOLDER,
    settings: SETTINGS,
    templates: { feeds: 'golden', pages: 'golden' },
    now: NOW,
    drafts: 'exclude',
    prerender: 'nothing',
  });
  if (!compiled || findings.length > 0) throw new Error(formatFindings(findings).join('\n'));
  return compiled;
}

function serve({ packed }: Compiled) {
  return createApp(openArchive(packed), { now: () => NOW });
}

/** An app that serves the golden blog, at its moment. */
export async function serveGolden() {
  return serve(await compileGolden());
}

/** Digests of the archive and of each document with its validators, one on each line, to compare machines. */
export async function digestGolden(): Promise<string> {
  const compiled = await compileGolden();
  const app = serve(compiled);
  const lines = DOCUMENTS.map(async ([path]) => {
    const response = await app.request(path);
    const bytes = new Uint8Array(await response.arrayBuffer());
    return [path, sha256(bytes), response.headers.get('ETag'), response.headers.get('Last-Modified')].join(
      ' ',
    );
  });
  return [`archive ${sha256(compiled.packed)}`, ...(await Promise.all(lines))].join('\n');
}
