// The house's one direction, read from the imports themselves.

import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { RENDERER_SOURCES } from '../src/compile/renderers.ts';

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
const EDGE = ['archive', 'feeds', 'pages', 'http', 'runtimes'];
const NODE = /^(node:|fs|path|os|url|crypto|buffer|stream|child_process|net|process)/;

describe('the imports', () => {
  it('are found at all', () => {
    expect(all).toContainEqual({ file: 'http/app.ts', target: 'hono/quick', typeOnly: false });
    expect(all).toContainEqual({
      file: 'runtimes/worker.ts',
      target: '../dist/archive.bin',
      typeOnly: false,
    });
    expect(all.length).toBeGreaterThan(100);
  });

  it.each(EDGE)('of %s/ never reach for Node, the compiler or the commands', (place) => {
    const wrong = all.filter(
      ({ file, target }) =>
        folder(file) === place && (NODE.test(target) || ['compile', 'commands'].includes(folder(target))),
    );
    expect(wrong).toEqual([]);
  });

  it('of the edge name no package that is for compiling only', () => {
    const packages = all
      .filter(({ file, target }) => EDGE.includes(folder(file)) && !EDGE.includes(folder(target)))
      .map(({ target }) => target);
    expect(new Set(packages)).toEqual(
      new Set([
        'feed',
        'hono',
        'hono/cors',
        'hono/html',
        'hono/jsx',
        'hono/jsx/jsx-runtime',
        'hono/quick',
        'hono/secure-headers',
        'hono/utils/accept',
        '../dist/archive.bin',
      ]),
    );
  });

  // [folder, the folders it may know]: from left to right is the flow, and nothing flows back.
  it.each([
    ['archive', []],
    ['feeds', ['archive']],
    ['pages', ['archive', 'feeds']],
    ['http', ['archive', 'feeds', 'pages']],
    ['compile', ['archive', 'feeds']],
  ])('of %s/ go no further than to %j', (place, allowed) => {
    const reached = all
      .filter(
        ({ file, target }) =>
          folder(file) === place && files.some((known) => folder(known) === folder(target)),
      )
      .map(({ target }) => folder(target));
    expect(
      [...new Set(reached)].filter((other) => other !== place && !allowed.includes(other as never)),
    ).toEqual([]);
  });

  it.each(['feeds', 'pages'] as const)('of %s/ lead to nothing that its digest leaves out', (family) => {
    const needed = all
      .filter(({ file, typeOnly }) => folder(file) === family && !typeOnly)
      .map(({ target }) =>
        files.includes(target) ? `src/${target}` : `node_modules/${target.split('/')[0]}/`,
      );
    const isDigested = (target: string) =>
      RENDERER_SOURCES[family].some((source) => source.startsWith(target) || target.startsWith(source));
    expect(needed.length).toBeGreaterThan(20);
    expect(needed.filter((target) => !isDigested(target))).toEqual([]);
  });

  it('of the formats never lead to each other', () => {
    const formats = ['rss', 'atom', 'json'].map((name) => `feeds/${name}.ts`);
    expect(all.filter(({ file, target }) => formats.includes(file) && formats.includes(target))).toEqual([]);
  });

  it('of the compiled archive are in runtimes/ alone', () => {
    const wrong = all.filter(({ file, target }) => target.endsWith('.bin') && folder(file) !== 'runtimes');
    expect(wrong).toEqual([]);
  });

  it('have no circle', () => {
    const next = new Map(files.map((file) => [file, importsOf(file).map(({ target }) => target)]));
    const circles: string[] = [];
    const visit = (file: string, path: readonly string[]) => {
      if (path.includes(file)) circles.push([...path, file].join(' → '));
      else for (const target of next.get(file) ?? []) if (next.has(target)) visit(target, [...path, file]);
    };
    for (const file of files) visit(file, []);
    expect(circles).toEqual([]);
  });
});

const tests = readdirSync(join(ROOT, 'tests'), { recursive: true, encoding: 'utf8' })
  .map((name) => name.replaceAll('\\', '/'))
  .filter((name) => /\.tsx?$/.test(name) && !name.startsWith('fixtures/'));

describe('every file', () => {
  it.each([...files.map((name) => `src/${name}`), ...tests.map((name) => `tests/${name}`)])(
    '%s opens with a sentence that says why it exists',
    (file) => {
      const [first = ''] = readFileSync(join(ROOT, file), 'utf8').split('\n');
      expect(first).toMatch(/^\/\/ \S.{20,}/);
    },
  );
});
