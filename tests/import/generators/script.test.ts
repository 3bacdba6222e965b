// Scripts of generators: what is known of them without running them.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { COMPUTED } from '../../../src/import/generators/literals.ts';
import { readScript } from '../../../src/import/generators/script.ts';

describe('a script says', () => {
  it.each<[string, string, unknown]>([
    [
      'the object that it exports',
      'export default { site: "https://a.example" }',
      { site: 'https://a.example' },
    ],
    ['the object that it exports through a function', 'export default defineConfig({ a: 1 })', { a: 1 }],
    ['what module.exports is', 'module.exports = { a: [1, true, null] }', { a: [1, true, null] }],
    [
      'what an exported function returns',
      'module.exports = function (c) { c.x(); return { dir: { input: "src" } } }',
      { dir: { input: 'src' } },
    ],
    ['what an arrow function returns', 'export default () => ({ a: 1 })', { a: 1 }],
    [
      'constants where they are used',
      'const title = "A"; export default { title, long: `\u0024{title} blog` }',
      { title: 'A', long: 'A blog' },
    ],
    [
      'members of constants',
      'const site = { url: "https://a.example" }; export default { url: site.url }',
      { url: 'https://a.example' },
    ],
    [
      'what holds without the environment',
      'export default { url: process.env.URL || "https://a.example" }',
      { url: 'https://a.example' },
    ],
    [
      'what holds for readers',
      'export default { url: dev ? "http://localhost:80" : "https://a.example", base: dev ? x() : "/b" }',
      { url: 'https://a.example', base: '/b' },
    ],
    [
      'a text that a function puts together, as a template',
      'export default { a: ({ page: p }, x) => "/" + p.slug + "/", b: (data) => (data.draft ? false : data.title) }',
      { a: '/{{ page.slug }}/', b: '{{ title }}' },
    ],
    ['types of TypeScript aside', 'export default { a: "b" as const } satisfies Config', { a: 'b' }],
    ['what a spread adds', 'const a = { x: 1 }; export default { ...a, y: 2 }', { x: 1, y: 2 }],
    ['joined texts', 'export default { a: "b" + "c" }', { a: 'bc' }],
    ['what is exported by name later', 'const config = { a: 1 }; export default config', { a: 1 }],
  ])('%s', async (_, text, exported) => {
    expect((await readScript(text)).exported).toEqual(exported);
  });

  it.each<[string, string]>([
    ['a call', 'export default { a: load() }'],
    ['a function that calls another', 'export default { a: (data) => spell(data.title) }'],
    ['a function that reads what is around it', 'export default { a: (data) => data.title + other }'],
    ['a constant that refers to itself', 'const a = a; export default { a }'],
    ['what is imported from a package', 'import a from "a"; export default { a }'],
  ])('nothing of %s', async (_, text) => {
    expect((await readScript(text)).exported).toEqual({ a: COMPUTED });
  });

  it('what it calls with which arguments', async () => {
    const { calls } = await readScript(
      'export default (c) => { c.addPassthroughCopy({ "a": "b" }); new Feed({ link: "x" }) }',
    );
    expect(calls).toEqual([
      { name: 'addPassthroughCopy', arguments: [{ a: 'b' }] },
      { name: 'Feed', arguments: [{ link: 'x' }] },
    ]);
  });

  it('what it imports from another script', async () => {
    const other = await readScript('export const SITE = { title: "A" }; export default 7');
    const { exported } = await readScript(
      'import n, { SITE as S } from "./site"; export default { t: S.title, n }',
      async () => other,
    );
    expect(exported).toEqual({ t: 'A', n: 7 });
  });
});

it('a script never throws, whatever is in it', async () => {
  await fc.assert(
    fc.asyncProperty(fc.string(), async (text) => {
      expect(await readScript(text)).toHaveProperty('exported');
    }),
  );
});
