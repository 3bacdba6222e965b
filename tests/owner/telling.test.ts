// What the commands record in the lock: only what readers are told. Run as an owner runs them, in a copy of the project.

import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Owner, openProject } from './an-owner.ts';

const post = (day: number) =>
  `---\ntitle: Post ${day}\ndate: 2020-01-0${day}\ntags: [radio]\n---\n\nOn the air.\n`;

let owner: Owner;
beforeAll(async () => {
  owner = await openProject(post(1));
});
afterAll(() => owner?.close());

// One story: each test begins with the lock that the one before it left.
describe('the lock', { timeout: 120_000 }, () => {
  const lock = () => readFileSync(join(owner.folder, 'posts.lock.json'), 'utf8');
  const isTold = () => !/"told":false|"pending"|"gone"/.test(lock());
  beforeAll(async () => {
    await owner.setHub('https://blog.example', undefined);
    await owner.run('deploy');
    await writeFile(join(owner.folder, 'posts', 'second.md'), post(2));
  });

  it('records no more than a preview when the upload of npm run deploy fails', async () => {
    const { code } = await owner.run('deploy', [], { UPLOAD_FAILS_WITH: '3' });
    expect(code).toBe(3);
    expect(lock()).toMatch(/\/posts\/second".*"told":false/);
  });

  it.each<[string, () => Promise<unknown>]>([
    ['npm run deploy only tries', () => owner.run('deploy', ['--dry-run'])],
    ['wrangler itself only tries', () => owner.wrangler('deploy', '--dry-run')],
    ['npm run build compiles', () => owner.run('build')],
    ['npm run check compiles', () => owner.run('check')],
  ])('is not written when %s', async (_, command) => {
    const before = lock();
    await command();
    expect(lock()).toBe(before);
  });

  it('records what readers are told when npm run deploy uploads it, and says to commit it', async () => {
    const { code, stdout } = await owner.run('deploy');
    expect(code).toBe(0);
    expect(stdout).toContain('posts.lock.json records what readers are told; commit it.');
    expect(isTold()).toBe(true);
  });

  it('stays as it is when nothing has changed, even if wrangler itself deploys', async () => {
    const before = lock();
    await owner.wrangler('deploy');
    expect(lock()).toBe(before);
  });

  it('records what readers are told when npm run build is to tell them', async () => {
    await writeFile(join(owner.folder, 'posts', 'third.md'), post(3));
    await owner.run('build', ['--tell']);
    expect(lock()).toContain('/posts/third');
    expect(isTold()).toBe(true);
  });

  it('records what readers are told although nobody reads what npm run deploy prints', async () => {
    await writeFile(join(owner.folder, 'posts', 'fourth.md'), post(4));
    expect(await owner.runUnread('deploy')).toBe(0);
    expect(lock()).toContain('/posts/fourth');
    expect(isTold()).toBe(true);
  });
});
