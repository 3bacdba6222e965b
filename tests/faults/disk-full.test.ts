// A full disk: every message is true, nothing is lost, and the blog goes on when there is space again.

import { appendFile, cp, mkdtemp, readFile, rm, statfs, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { LOCK_FILE } from '../../src/compile/lock/lock.ts';
import { parseLock } from '../../src/compile/lock/parse-lock.ts';
import { post } from '../compile/blog.ts';
import { type RunningBlog, startBlog } from '../journeys/running-blog.ts';
import { openProject } from '../owner/an-owner.ts';
import { runAsRoot } from './system.ts';

const KILOBYTE = 1024;
const SIZE = 24 * KILOBYTE * KILOBYTE;
const MINUTE = 60_000;
/** How much is left when a post is saved: nothing, enough for the post alone, for a part of the output, for all. */
const LEFT = [0, 8, 64, 256, 512, 768, 1024, 4096].map((kilobytes) => kilobytes * KILOBYTE);

let disk: string;
beforeAll(async () => {
  disk = await mkdtemp(join(tmpdir(), 'longwave-disk-'));
  await runAsRoot('mount', '-t', 'tmpfs', '-o', `size=${SIZE},mode=1777`, 'tmpfs', disk);
  vi.stubEnv('TMPDIR', disk);
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await runAsRoot('umount', '--lazy', disk);
  await rm(disk, { recursive: true, force: true });
});

const filler = () => join(disk, 'filler');

/** Fills the disk, except for so many bytes. */
async function fill(left: number): Promise<void> {
  await rm(filler(), { force: true });
  const { bavail, bsize } = await statfs(disk);
  await writeFile(filler(), new Uint8Array(Math.max(0, bavail * bsize - left)));
  // What the system reports is a little less than there is.
  while (left === 0 && (await isWritten(new Uint8Array(bsize))));
}

function isWritten(bytes: Uint8Array): Promise<boolean> {
  return appendFile(filler(), bytes).then(
    () => true,
    () => false,
  );
}

const makeSpace = () => rm(filler(), { force: true });

const postOf = (text: string) => post('title: First\ndate: 2020-01-01', text);

/** What a save has led to, in the words of `npm start`. */
type Outcome = 'serves the change' | 'serves the previous version';

async function outcomeOf(blog: RunningBlog, printedBefore: number): Promise<Outcome> {
  return blog.waitFor(() => {
    const printed = blog.output().slice(printedBefore);
    if (printed.includes('changed; serving')) return 'serves the change' as const;
    return printed.includes('Still serving the previous version') && ('serves the previous version' as const);
  }, 'a message about the change');
}

async function checkLock(folder: string): Promise<void> {
  parseLock(await readFile(join(folder, LOCK_FILE), 'utf8'));
}

describe('npm start on a disk that is full', { timeout: 4 * MINUTE }, () => {
  it('says truly what it serves, loses nothing, and goes on when there is space', async () => {
    const blog = await startBlog({ posts: { 'first.md': postOf('At first.') } });
    const page = async () => (await fetch(`${blog.origin}/posts/first`)).text();
    try {
      const id = /<id>(tag:[^<]*first)<\/id>/.exec(
        await (await fetch(`${blog.origin}/atom.xml`)).text(),
      )?.[1];
      const outcomes = new Set<Outcome>();
      for (const [number, left] of LEFT.entries()) {
        const before = blog.output().length;
        // The text has its space already: only what Longwave writes meets the full disk.
        await blog.writePost('first.md', postOf(`Version ${number}.`));
        await outcomeOf(blog, before);
        await fill(left);
        const filled = blog.output().length;
        await blog.writePost('first.md', postOf(`Version ${number}!`));
        const outcome = await outcomeOf(blog, filled);
        outcomes.add(outcome);
        const printed = blog.output().slice(filled);
        expect((await page()).includes(`Version ${number}!`), `${left} bytes left; ${printed}`).toBe(
          outcome === 'serves the change',
        );
        if (outcome === 'serves the previous version') expect(printed).toMatch(/ENOSPC|no space left/i);
        await checkLock(blog.folder);
        await makeSpace();
        await blog.writePost('first.md', postOf(`Again ${number}.`));
        await blog.waitFor(async () => (await page()).includes(`Again ${number}.`), 'the post');
        await checkLock(blog.folder);
      }
      expect([...outcomes].sort()).toEqual(['serves the change', 'serves the previous version']);
      expect(await (await fetch(`${blog.origin}/atom.xml`)).text()).toContain(`<id>${id}</id>`);
    } finally {
      await makeSpace();
      await blog.stop();
    }
  });
});

describe('npm start on a disk with space for everything but the lock', { timeout: 2 * MINUTE }, () => {
  it('says truly what it serves, and writes the lock when there is space', async () => {
    const blog = await startBlog({ posts: { 'first.md': postOf('At first.') } });
    const page = async () => (await fetch(`${blog.origin}/posts/first`)).text();
    const elsewhere = await mkdtemp('/tmp/longwave-output-');
    try {
      await blog.waitFor(() => readFile(join(blog.folder, LOCK_FILE)), 'the lock');
      await cp(join(blog.folder, '.longwave'), elsewhere, { recursive: true });
      await rm(join(blog.folder, '.longwave'), { recursive: true });
      await symlink(elsewhere, join(blog.folder, '.longwave'));
      // The worker that has files of the small disk open is replaced.
      await blog.writePost('first.md', postOf('An old one'));
      await blog.waitFor(async () => (await page()).includes('An old one'), 'the post');
      await blog.waitFor(() => blog.output().includes('changed; serving'), 'the message');
      await fill(0);
      const filled = blog.output().length;
      await blog.writePost('first.md', postOf('A new one'));
      const outcome = await outcomeOf(blog, filled);
      expect((await page()).includes('A new one'), blog.output().slice(filled)).toBe(
        outcome === 'serves the change',
      );
      expect(blog.output().slice(filled)).toMatch(/ENOSPC|no space left/i);
      await checkLock(blog.folder);
      await makeSpace();
      await blog.writePost('second.md', post('title: Second\ndate: 2020-01-02'));
      await blog.waitFor(
        async () => (await readFile(join(blog.folder, LOCK_FILE), 'utf8')).includes('/posts/second'),
        'the post in the lock',
      );
    } finally {
      await makeSpace();
      await blog.stop();
      await rm(elsewhere, { recursive: true, force: true });
    }
  });
});

describe.each(['build', 'deploy'])('npm run %s on a disk that is full', (command) => {
  it('fails, keeps what was built before, and works again', { timeout: 4 * MINUTE }, async () => {
    const owner = await openProject(postOf('At first.'));
    await owner.setHub('https://blog.example', undefined);
    const built = () => readFile(join(owner.folder, 'dist', 'archive.bin'));
    try {
      expect(await owner.run(command)).toMatchObject({ code: 0 });
      const before = await built();
      await writeFile(join(owner.folder, 'posts', 'first.md'), postOf('Again.'));
      await fill(0);
      const { code, stderr } = await owner.run(command);
      expect(code).not.toBe(0);
      expect(stderr).toMatch(/ENOSPC|no space left/i);
      expect(stderr).not.toMatch(/^\s+at /m);
      expect(await built()).toEqual(before);
      await makeSpace();
      expect(await owner.run(command)).toMatchObject({ code: 0 });
      expect(await built()).not.toEqual(before);
    } finally {
      await makeSpace();
      await owner.close();
    }
  });
});
