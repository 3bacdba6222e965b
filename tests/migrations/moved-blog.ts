// A moved blog: the old site imported into a new project, compiled, and served to readers.

import { once } from 'node:events';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openArchive } from '../../src/archive/archive.ts';
import { compile } from '../../src/compile/compile.ts';
import { formatFindings } from '../../src/compile/report/findings.ts';
import { checkSettings } from '../../src/compile/settings/settings.ts';
import { createApp } from '../../src/http/app.ts';
import { readScript } from '../../src/import/generators/script.ts';
import { runImport } from '../../src/import/run.ts';
import type { OldSite } from './systems.ts';

const PROJECT = fileURLToPath(new URL('../..', import.meta.url));

/** After all posts of the fixtures, and after their files were written, which is the date of pages without one. */
const NOW = Date.UTC(2099, 0, 1);

export interface MovedBlog {
  /** What the import has reported. */
  readonly report: readonly string[];
  /** What a compile of the result reports. */
  readonly findings: readonly string[];
  /** Where it is served. */
  readonly origin: string;
  /** The status at a path, percent-encoded. */
  status(path: string): Promise<number>;
  /** Paths within the new project. */
  files(): Promise<string[]>;
  /** Imports once more, and returns the report. */
  importAgain(): Promise<readonly string[]>;
  stop(): Promise<void>;
}

export async function moveBlog(old: OldSite): Promise<MovedBlog> {
  const root = await mkdtemp(join(tmpdir(), 'longwave-moved-'));
  await mkdir(join(root, 'src'));
  await mkdir(join(root, 'posts'));
  await cp(join(PROJECT, 'src/site.ts'), join(root, 'src/site.ts'));
  const feed = join(root, 'old-feed.xml');
  await writeFile(feed, old.feed);
  const loadSettings = async () =>
    (await readScript(await readFile(join(root, 'src/site.ts'), 'utf8'))).exported;
  const importOnce = async () =>
    runImport(
      { source: old.source, feed, isDryRun: false, withImages: false, replacesSamples: false },
      {
        root,
        settings: await loadSettings(),
        fetch,
        compile,
        now: NOW,
        progress: () => ({ step: () => {}, end: () => {} }),
      },
    );
  const report = await importOnce();
  const result = await compile({
    folder: join(root, 'posts'),
    publicFolder: join(root, 'public'),
    settings: checkSettings(await loadSettings()),
    templates: { feeds: 'feeds', pages: 'pages' },
    now: NOW,
    drafts: 'exclude',
    prerender: 'nothing',
  });
  if (!result.compiled) throw new Error([...report, ...formatFindings(result.findings)].join('\n'));
  const { packed, publicFiles } = result.compiled;
  const app = createApp(openArchive(packed), { now: () => NOW });
  const server = createServer(async (request, response) => {
    const { method = 'GET', url = '/', headers } = request;
    const answer = await app.request(url, { method, headers: headers as Record<string, string> });
    response.writeHead(answer.status, Object.fromEntries(answer.headers));
    response.end(Buffer.from(await answer.arrayBuffer()));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    report,
    findings: formatFindings(result.findings),
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    // The platform serves these files before it asks the worker.
    status: async (path) =>
      publicFiles.has(decodeURIComponent(path.slice(1))) ? 200 : (await app.request(path)).status,
    files: async () =>
      (await readdir(root, { recursive: true })).map((path) => path.replaceAll('\\', '/')).sort(),
    importAgain: importOnce,
    stop: async () => {
      server.close();
      server.closeAllConnections();
      await rm(root, { recursive: true, force: true });
    },
  };
}
