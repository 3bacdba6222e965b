// A site that changes the authority of its ids: its owner is told, because the ids of later posts would differ.

import { describe, expect, it } from 'vitest';
import type { CompileOptions } from '../../../src/compile/compile.ts';
import type { SiteSettings } from '../../../src/compile/settings/settings.ts';
import { compileBlog, type Files, post, settingsFor } from '../blog.ts';

const A = { 'a.md': post('title: A\ndate: 2026-11-20') };
const B = { 'b.md': post('title: B\ndate: 2026-11-21') };
const OWN_ID = { 'own.md': post('title: Own\ndate: 2026-11-19\nid: tag:import.example,2019:own') };
const NEW = { origin: 'https://new.example' };
const warning = (earlier: string, present = 'new.example') =>
  `src/site.ts:1:1: warning: the ids of the published posts have "${earlier}", and new ones will have "${present}"; ` +
  `if the site has moved, write \`authority: '${earlier}'\`; if it is a new one, delete posts.lock.json`;

/** Compiles the posts as a deploy does. */
const deploy = (files: Files, options: Partial<CompileOptions> = {}) =>
  compileBlog(files, { tells: true, ...options });

describe('an owner who changes the origin', () => {
  // [case, posts before, posts after, settings after, what the owner reads]
  it.each<[string, Files, Files, Partial<SiteSettings>, string[]]>([
    ['and forgets the authority is told', A, A, NEW, [warning('blog.example')]],
    ['together with a new post is told', A, { ...A, ...B }, NEW, [warning('blog.example')]],
    ['and keeps the authority is told nothing', A, { ...A, ...B }, { ...NEW, authority: 'blog.example' }, []],
    [
      'and misspells the authority is told',
      A,
      A,
      { ...NEW, authority: 'blog.exmaple' },
      [warning('blog.example', 'blog.exmaple')],
    ],
    ['of posts with ids of their own is told nothing', OWN_ID, { ...OWN_ID, ...A }, NEW, []],
    ['of a site without posts is told nothing', {}, A, NEW, []],
    ['after having removed every post is told nothing', A, B, NEW, []],
  ])('%s', async (_, before, after, settings, lines) => {
    const { compiled } = await deploy(before);
    const next = await deploy(after, { settings: settingsFor(settings), lock: compiled?.lock });
    expect(next.lines).toEqual(lines);
  });

  it('is told no more when a post has an id of the new authority', async () => {
    const { compiled } = await deploy(A);
    const moved = await deploy({ ...A, ...B }, { settings: settingsFor(NEW), lock: compiled?.lock });
    const { lock } = moved.compiled ?? {};
    const after = await deploy({ ...A, ...B }, { settings: settingsFor(NEW), lock });
    expect(after.lines).toEqual([]);
  });

  it('is told the authority of the newest post when there have been several', async () => {
    const first = await deploy(A);
    const second = settingsFor({ authority: 'second.example' });
    const moved = await deploy({ ...A, ...B }, { settings: second, lock: first.compiled?.lock });
    const { lock } = moved.compiled ?? {};
    const after = await deploy({ ...A, ...B }, { settings: settingsFor(NEW), lock });
    expect(after.lines).toEqual([warning('second.example')]);
  });

  it('is told nothing without a lock', async () => {
    expect((await deploy(A, { settings: settingsFor(NEW) })).lines).toEqual([]);
  });
});
