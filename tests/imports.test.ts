// The imports: which folder may import which, and which may use which library.

import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const SOURCE = join(ROOT, 'src');

const files = readdirSync(SOURCE, { recursive: true, encoding: 'utf8' })
  .map((name) => name.replaceAll('\\', '/'))
  .filter((name) => /\.tsx?$/.test(name) && !name.endsWith('.d.ts'));

/** What a file imports: paths from src/ for the project's own files, names for packages. */
function importsOf(file: string): { target: string; typeOnly: boolean }[] {
  const text = readFileSync(join(SOURCE, file), 'utf8');
  const found = text.matchAll(
    /^(?:import|export)\s(type\s)?(?:[^;'"=()]*\sfrom\s)?\s*'([^']+)'|\bimport\(\s*['"]([^'"]+)['"]/gm,
  );
  return [...found].map(([, type, fixed, dynamic]) => {
    const written = fixed ?? dynamic ?? '';
    const target = written.startsWith('.') ? posix.join(dirname(file), written) : written;
    return { target, typeOnly: type !== undefined };
  });
}

const all = files.flatMap((file) => importsOf(file).map((each) => ({ file, ...each })));
const folder = (path: string) => path.split('/')[0] ?? '';
const EDGE = ['archive', 'routes', 'feeds', 'pages', 'http', 'runtimes'];
const NODE = /^(node:|fs|path|os|url|crypto|buffer|stream|child_process|net|process)/;

/** Such as `compile/posts`, for a file in a folder of the compiler; empty for any other file. */
const compileRoom = (path: string) => /^compile\/[^/]+(?=\/)/.exec(path)?.[0] ?? '';

const COMPILE_ROOMS = [
  'text',
  'report',
  'settings',
  'files',
  'posts',
  'lock',
  'links',
  'templates',
  'html',
  'markdown',
  'build',
];

/** The folders that may import each library; most have only one. */
const LIBRARIES: Readonly<Record<string, readonly string[]>> = {
  acorn: ['import'],
  chokidar: ['commands'],
  'csv-parse': ['import'],
  entities: ['compile/html', 'compile/markdown', 'import'],
  esbuild: ['compile/build', 'import'],
  feed: ['feeds'],
  gemoji: ['compile/html'],
  'github-slugger': ['compile/links', 'import'],
  'gray-matter': ['compile/posts'],
  hast: ['compile/html', 'compile/markdown', 'import'],
  'hast-util-raw': ['compile/html', 'import'],
  'hast-util-to-mdast': ['import'],
  'hast-util-sanitize': ['compile/html'],
  'highlight.js': ['compile/html'],
  htmlparser2: ['import'],
  hono: ['http', 'pages'],
  'image-size': ['compile/files'],
  liquidjs: ['compile/templates'],
  leven: ['compile/text'],
  marked: ['compile/markdown', 'compile/templates'],
  mdast: ['import'],
  'mdast-util-gfm': ['import'],
  'mdast-util-to-markdown': ['import'],
  'modern-tar': ['import'],
  mime: ['compile/build', 'compile/links', 'compile/markdown', 'import'],
  saxes: ['import'],
  smartypants: ['compile/html'],
  temml: ['compile/html'],
  'temporal-polyfill': ['compile/posts', 'import'],
  'toml-eslint-parser': ['compile/posts', 'import'],
  workerd: ['commands'],
  yaml: ['compile/posts', 'compile/report', 'import'],
  yauzl: ['import'],
  zod: ['compile/lock', 'compile/posts', 'compile/settings'],
};

/** The name of the package that an import names; undefined for the project's own files and for Node. */
function packageOf(target: string): string | undefined {
  if (files.includes(target) || target.startsWith('..') || /^(node|cloudflare):/.test(target))
    return undefined;
  return target.startsWith('@') ? target.split('/').slice(0, 2).join('/') : target.split('/')[0];
}

function foldersReachedFrom(place: string, folderOf: (path: string) => string): string[] {
  const reached = all
    .filter(({ file, target }) => folderOf(file) === place && files.includes(target))
    .map(({ target }) => folderOf(target))
    .filter((other) => other !== '');
  return [...new Set(reached)];
}

const isWithin = (allowed: readonly string[]) => (reached: string[]) =>
  reached.every((each) => allowed.includes(each));

describe('the imports', () => {
  it('are found', () => {
    expect(all).toContainEqual({ file: 'http/app.ts', target: 'hono/quick', typeOnly: false });
    expect(all).toContainEqual({
      file: 'runtimes/worker.ts',
      target: '../dist/archive.bin',
      typeOnly: false,
    });
    expect(all.length).toBeGreaterThan(100);
  });

  it.each(EDGE)('of %s/ include neither Node nor the compiler nor the commands', (place) => {
    const wrong = all.filter(
      ({ file, target }) =>
        folder(file) === place && (NODE.test(target) || ['compile', 'commands'].includes(folder(target))),
    );
    expect(wrong).toEqual([]);
  });

  it('of the edge include no package that only the compiler needs', () => {
    const packages = all
      .filter(({ file, target }) => EDGE.includes(folder(file)) && !EDGE.includes(folder(target)))
      .map(({ target }) => target);
    expect(new Set(packages)).toEqual(
      new Set([
        'cloudflare:workers',
        'feed',
        'hono',
        'hono/html',
        'hono/jsx',
        'hono/jsx/jsx-runtime',
        'hono/quick',
        'hono/utils/accept',
        '../dist/archive.bin',
      ]),
    );
  });

  // Each folder, and the folders that it may import.
  it.each([
    ['archive', []],
    ['routes', ['archive']],
    ['feeds', ['archive', 'routes']],
    ['pages', ['archive', 'routes', 'feeds']],
    ['http', ['archive', 'routes', 'feeds', 'pages']],
    ['compile', ['archive', 'routes', 'feeds']],
    ['import', ['archive', 'routes', 'feeds', 'http', 'compile']],
  ])('of %s/ lead at most to %j', (place, allowed: string[]) => {
    expect(foldersReachedFrom(place, folder)).toEqual(expect.toSatisfy(isWithin([place, ...allowed])));
  });

  // The folders of the compiler, in an order in which each imports only earlier ones.
  it.each(COMPILE_ROOMS.map((room, number) => [room, COMPILE_ROOMS.slice(0, number)]))(
    'of compile/%s/ lead at most to %j',
    (room, earlier) => {
      const reached = foldersReachedFrom(`compile/${room}`, compileRoom);
      expect(reached).toEqual(
        expect.toSatisfy(isWithin([room, ...earlier].map((each) => `compile/${each}`))),
      );
    },
  );

  it('exist in every folder of the compiler', () => {
    const rooms = new Set(files.map(compileRoom).filter((room) => room !== ''));
    expect(rooms).toEqual(new Set(COMPILE_ROOMS.map((room) => `compile/${room}`)));
  });

  it('of libraries are only in the folders that own them', () => {
    const rooms: Record<string, Set<string>> = {};
    for (const { file, target } of all) {
      const name = packageOf(target);
      if (name === undefined) continue;
      rooms[name] ??= new Set();
      rooms[name].add(compileRoom(file) || folder(file));
    }
    const found = Object.fromEntries(Object.entries(rooms).map(([name, each]) => [name, [...each].sort()]));
    expect(found).toEqual(LIBRARIES);
  });

  it('of the formats never lead to each other', () => {
    const formats = ['rss', 'atom', 'json'].map((name) => `feeds/${name}.ts`);
    expect(all.filter(({ file, target }) => formats.includes(file) && formats.includes(target))).toEqual([]);
  });

  it('of the compiled archive are only in runtimes/', () => {
    const wrong = all.filter(({ file, target }) => target.endsWith('.bin') && folder(file) !== 'runtimes');
    expect(wrong).toEqual([]);
  });

  it('have no cycle', () => {
    const next = new Map(files.map((file) => [file, importsOf(file).map(({ target }) => target)]));
    const circles: string[] = [];
    // The paths through many files are too many to follow each.
    const finished = new Set<string>();
    const visit = (file: string, path: readonly string[]) => {
      if (path.includes(file)) circles.push([...path, file].join(' → '));
      else if (!finished.has(file)) {
        for (const target of next.get(file) ?? []) if (next.has(target)) visit(target, [...path, file]);
        finished.add(file);
      }
    };
    for (const file of files) visit(file, []);
    expect(circles).toEqual([]);
  });
});

const tests = readdirSync(join(ROOT, 'tests'), { recursive: true, encoding: 'utf8' })
  .map((name) => name.replaceAll('\\', '/'))
  .filter((name) => /\.tsx?$/.test(name) && !name.startsWith('fixtures/'));

it('every file begins with a comment that says why it exists', () => {
  const paths = [...files.map((name) => `src/${name}`), ...tests.map((name) => `tests/${name}`)];
  const without = paths.filter((path) => !/^\/\/ \S.{20,}/.test(readFileSync(join(ROOT, path), 'utf8')));
  expect(without).toEqual([]);
});
