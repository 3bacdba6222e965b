// Mistakes of the owner: every command prints a message without a stack.

import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { listen } from '../commands/a-server.ts';
import { type Ended, type Owner, openProject } from './an-owner.ts';

let owner: Owner;
beforeAll(async () => {
  owner = await openProject('---\ntitle: First\ndate: 2020-01-01\n---\n\nOn the air.\n');
  await owner.setHub('https://blog.example', 'https://hub.example/');
});
afterAll(() => owner.close());

describe('a mistake of the owner', { timeout: 120_000 }, () => {
  type Case = [mistake: string, command: string, message: string, arrange?: () => Promise<unknown>];
  const MISSING =
    'src/site.ts is missing; restore it from your repository, or write it as docs/settings.md describes\n';
  const settings = (text: string) => () => owner.withText('src/site.ts', text);

  // [the mistake, the command, how the message begins, what makes the mistake]
  it.each<Case>([
    ['no src/site.ts', 'build', MISSING, () => owner.without('src/site.ts')],
    ['no src/site.ts', 'deploy', MISSING, () => owner.without('src/site.ts')],
    ['no src/site.ts', 'ping', MISSING, () => owner.without('src/site.ts')],
    [
      'settings without a default export',
      'build',
      'src/site.ts: the file must export the settings as its default export; begin with `export default {`',
      settings('export const x = 1;\n'),
    ],
    [
      'an undefined name in src/site.ts',
      'deploy',
      'src/site.ts:2:10: nope is not defined\n',
      settings('export default {\n  title: nope,\n};\n'),
    ],
    [
      'a syntax error in src/site.ts',
      'ping',
      'src/site.ts:2:12: Unterminated string literal\n',
      settings("export default {\n  title: 'a,\n};\n"),
    ],
    ['a broken lock', 'build', 'posts.lock.json:', () => owner.withText('posts.lock.json', '{')],
    ['no build', 'ping', 'dist/archive.bin is missing; run `npm run build` first\n'],
    [
      'a damaged build',
      'ping',
      'dist/archive.bin cannot be read (',
      () => owner.withText('dist/archive.bin', 'junk'),
    ],
  ])('(%s) ends npm run %s with a message and no stack', async (_, command, message, arrange) => {
    await arrange?.();
    expectMistake(await owner.run(command), message);
  });

  it.each([
    ['SITE_ORIGIN', 'example.org', 'build', 'SITE_ORIGIN "example.org" must be only'],
    ['PORT', '80x', 'start', 'PORT "80x" is not a port; write a number such as 8787\n'],
  ])('(%s="%s") ends npm run %s with a message and no stack', async (name, value, command, message) => {
    expectMistake(await owner.run(command, [], { [name]: value }), message);
  });

  it('(a port in use) ends npm start with a message and no stack', async () => {
    const other = await listen(() => new Response());
    onTestFinished(() => other.close());
    const { port } = new URL(other.origin);
    expectMistake(
      await owner.run('start', [], { PORT: port }),
      `port ${port} is in use; choose another: PORT=`,
    );
  });

  it('(a dead link) ends npm run check with its place, and nothing is written', async () => {
    await owner.withText('posts/second.md', '---\ndate: 2020-01-02\n---\n\nSee [gone](gone.md).\n');
    const files = () => ['.', 'posts'].map((name) => readdirSync(join(owner.folder, name)));
    const before = files();
    const { code, stdout, stderr } = await owner.run('check');
    expect([code, stderr]).toEqual([1, '']);
    expect(stdout).toMatch(/^posts\/second\.md:5:12: there is no file posts\/gone\.md for "gone\.md"; /);
    expect(stdout).toMatch(/\n\n1 error and 0 warnings; nothing can be published\.\n$/);
    expect(files()).toEqual(before);
  });

  function expectMistake({ code, stdout, stderr }: Ended, message: string): void {
    expect(stderr.slice(0, message.length)).toBe(message);
    expect(stderr).not.toMatch(/^\s+at /m);
    expect([code, stdout]).toEqual([1, '']);
  }
});
