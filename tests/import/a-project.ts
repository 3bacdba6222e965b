// A project to import into: a temporary folder with posts and settings, and a server for what is fetched.

import { copyFile, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import { compile } from '../../src/compile/compile.ts';
import { checkSettings } from '../../src/compile/settings/settings.ts';
import { parseArguments } from '../../src/import/arguments.ts';
import type { Imported } from '../../src/import/imported.ts';
import { detect } from '../../src/import/readers.ts';
import { type ImportOptions, runImport } from '../../src/import/run.ts';
import { openSource } from '../../src/import/source/open.ts';
import { compileFolder } from '../compile/blog.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const SILENT = () => ({ step: () => {}, end: () => {} });

type Content = string | Uint8Array;

export interface Project {
  readonly root: string;
  /** Runs the import with these arguments, and returns its report. */
  readonly run: (...args: string[]) => Promise<string>;
  /** The same, with a compiler of the test's own. */
  readonly runWith: (compile: ImportOptions['compile'], ...args: string[]) => Promise<string>;
  /** All files below posts/ and public/, or below other folders, by path. */
  readonly files: (...folders: string[]) => Promise<Record<string, string>>;
  /** What src/site.ts exports. */
  readonly settings: () => Promise<Record<string, unknown>>;
  /** Compiles it, and returns the findings as the author reads them. */
  readonly compile: () => ReturnType<typeof compileFolder>;
}

/** A new project with the sample's settings and no posts, or with these files. */
export async function aProject(given: Readonly<Record<string, Content>> = {}): Promise<Project> {
  const root = await mkdtemp(join(tmpdir(), 'longwave-import-'));
  onTestFinished(() => rm(root, { recursive: true, force: true }));
  await mkdir(join(root, 'src'));
  await mkdir(join(root, 'posts'));
  await copyFile(join(ROOT, 'src/site.ts'), join(root, 'src/site.ts'));
  for (const [path, content] of Object.entries(given)) await write(join(root, path), content);
  const settings = async () => settingsIn(await readFile(join(root, 'src/site.ts'), 'utf8'));
  const runWith: Project['runWith'] = async (compileWith, ...args) => {
    const lines = await runImport(parseArguments(args), {
      root,
      settings: await settings(),
      fetch,
      compile: compileWith,
      progress: SILENT,
    });
    return lines.join('\n');
  };
  return {
    root,
    run: (...args) => runWith(compile, ...args),
    runWith,
    files: (...folders) => filesIn(root, folders.length > 0 ? folders : ['posts', 'public']),
    settings,
    compile: async () =>
      compileFolder(join(root, 'posts'), {
        settings: checkSettings(await settings()),
        publicFolder: join(root, 'public'),
      }),
  };
}

/** The object in a settings file, which holds only literals. */
function settingsIn(text: string): Record<string, unknown> {
  const [, literal = '{}'] = /export default (\{[\s\S]*\}) satisfies/.exec(text) ?? [];
  return new Function(`return ${literal}`)() as Record<string, unknown>;
}

async function write(path: string, content: Content): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, content);
}

async function filesIn(root: string, folders: readonly string[]): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const folder of folders) {
    const entries = await readdir(join(root, folder), { recursive: true, withFileTypes: true }).catch(
      () => [],
    );
    for (const entry of entries) {
      if (!entry.isFile()) continue;
      const path = join(entry.parentPath, entry.name);
      found[relative(root, path).replaceAll('\\', '/')] = await readFile(path, 'utf8');
    }
  }
  return found;
}

/** A file with this content, somewhere outside of any project. */
export async function aFile(name: string, content: Content): Promise<string> {
  return join(await aFolder({ [name]: content }), name);
}

export async function aFolder(files: Readonly<Record<string, Content>>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'longwave-source-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  for (const [path, content] of Object.entries(files)) await write(join(folder, path), content);
  return folder;
}

/** What the reader for a source makes of it. */
export async function imported(typed: string, origin?: string): Promise<Imported> {
  const source = await openSource(typed, { fetch });
  const reader = await detect(source);
  return reader.read(source, { fetch, progress: () => {}, ...(origin !== undefined && { origin }) });
}

/** A server on the loopback interface until the test ends; returns its origin. */
export async function aServer(answer: RequestListener): Promise<string> {
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
