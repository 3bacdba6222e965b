// A soak: subscribers poll for a minute while the author saves posts. Nothing that is published is missing for a moment,
// and the front of `npm start` does not grow.

import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { post } from '../compile/blog.ts';
import { type RunningBlog, startBlog } from '../journeys/running-blog.ts';
import { descriptorsOf, memoryOf, processesIn } from './processes.ts';
import { randomFor, SEED, times } from './random.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const SOAK_MS = times(MINUTE);
const SUBSCRIBERS = 12;
const PAUSE_MS = 25;
const MEGABYTE = 1024 * 1024;

const DIAL = '<svg xmlns="http://www.w3.org/2000/svg"><title>A dial</title></svg>';
const KEPT = Object.fromEntries(
  Array.from({ length: 5 }, (_, number) => [
    `kept-${number}.md`,
    post(`title: Kept ${number}\ndate: 2020-01-0${number + 1}\ntags: [radio]`, '![A dial](dial.svg)'),
  ]),
);
/** What is always published. */
const PATHS = [
  ...'/rss.xml /atom.xml /feed.json /tags/radio/rss.xml / /feeds /feeds.opml /sitemap.xml'.split(' '),
  ...Object.keys(KEPT).map((name) => `/posts/${name.replace('.md', '')}`),
  '/media/dial.svg',
];

let blog: RunningBlog;
beforeAll(async () => {
  blog = await startBlog({ posts: { ...KEPT, 'dial.svg': DIAL } });
});
afterAll(() => blog?.stop());

/** The process of `npm start` that listens, without npm and its shell. */
function front(): number {
  const found = processesIn(blog.folder).find(({ command }) =>
    /node.*src\/commands\/start\.ts$/.test(command),
  );
  if (!found) throw new Error('npm start does not run');
  return found.pid;
}

interface Polls {
  count: number;
  readonly failures: string[];
}

/** One subscriber: polls random documents with the validators that it has. */
async function subscribe(number: number, until: number, polls: Polls): Promise<void> {
  const random = randomFor(`subscriber ${number}`);
  const tags = new Map<string, string>();
  while (Date.now() < until) {
    const path = PATHS[Math.floor(random() * PATHS.length)] ?? '/';
    const tag = tags.get(path);
    const headers: Record<string, string> = tag === undefined ? {} : { 'If-None-Match': tag };
    try {
      const response = await fetch(blog.origin + path, { headers });
      await response.arrayBuffer();
      tags.set(path, response.headers.get('ETag') ?? '');
      if (![200, 304].includes(response.status)) polls.failures.push(`${response.status} ${path}`);
    } catch (error) {
      const { message, cause } = error as Error;
      polls.failures.push(`${message} (${(cause as Error | undefined)?.message}) ${path}`);
    }
    polls.count += 1;
    await pause(PAUSE_MS * random());
  }
}

/** The author saves, edits and deletes posts of the same blog. Resolves with the number of saves. */
async function write(until: number): Promise<number> {
  const random = randomFor('author');
  const there = new Set<string>();
  let saves = 0;
  while (Date.now() < until) {
    const name = `post-${Math.floor(random() * 4)}.md`;
    if (there.has(name) && random() < 0.3) {
      there.delete(name);
      await blog.removePost(name);
    } else {
      there.add(name);
      await blog.writePost(name, post(`title: Post ${saves}\ndate: 2021-01-01\ntags: [radio]`));
    }
    saves += 1;
    await pause(SECOND * random());
  }
  return saves;
}

it(`for a minute, everything published is there, and nothing grows (SEED=${SEED})`, {
  timeout: SOAK_MS + 2 * MINUTE,
}, async () => {
  const polls: Polls = { count: 0, failures: [] };
  const pid = front();
  const begin = Date.now();
  const until = begin + SOAK_MS;
  const all = Promise.all([
    write(until),
    ...Array.from({ length: SUBSCRIBERS }, (_, number) => subscribe(number, until, polls)),
  ]);
  await pause(SOAK_MS / 3);
  const [descriptors, memory] = [descriptorsOf(pid), memoryOf(pid)];
  const [saves] = await all;
  expect(polls.failures).toEqual([]);
  expect(polls.count).toBeGreaterThan(SOAK_MS / SECOND);
  expect(saves).toBeGreaterThan(SOAK_MS / SECOND / 2);
  // Each subscriber may have opened a connection or two since, and Node frees memory when it likes.
  expect(descriptorsOf(pid) - descriptors, 'more descriptors').toBeLessThan(4 * SUBSCRIBERS);
  expect(memoryOf(pid) - memory, 'more bytes of memory').toBeLessThan(150 * MEGABYTE);
});
