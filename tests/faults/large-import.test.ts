// A large import: ten thousand entries, in little memory, and once.

import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Owner, openProject } from '../owner/an-owner.ts';

const ENTRIES = 10_000;

/** Megabytes of the heap of each thread: a tenth of what Node takes on most machines. */
const HEAP = { NODE_OPTIONS: '--max-old-space-size=160' };

const WORDS = 'tower coil dial hum night carrier static wave letter field'.split(' ');

/** Some 1,000 characters, with a link to the entry before it. */
function entry(number: number): string {
  const word = (step: number) => WORDS[(number * step + step) % WORDS.length] ?? '';
  const sentence = Array.from({ length: 60 }, (_, step) => word(step)).join(' ');
  const date = new Date(Date.UTC(2001, 0, 1) + number * 3_600_000);
  const path = (of: number) => `https://old.example/posts/${of}/`;
  const html = `<p>${sentence}.</p><p>See <a href="${path(number - 1)}">the <b>last</b> one</a>.</p><ul><li>${word(3)}</li></ul><p>${sentence}.</p>`;
  return `<item><title>${word(7)} ${number}</title><link>${path(number)}</link><guid>${path(number)}</guid><pubDate>${date.toUTCString()}</pubDate><category>${word(9)}</category><description><![CDATA[${html}]]></description></item>\n`;
}

function feed(entries: number): string {
  const items = Array.from({ length: entries }, (_, number) => entry(number)).reverse();
  return `<rss version="2.0"><channel><title>Large</title><link>https://old.example/</link>${items.join('')}</channel></rss>`;
}

let owner: Owner;

beforeAll(async () => {
  owner = await openProject('First.');
  await writeFile(join(owner.folder, 'large.xml'), feed(ENTRIES));
  await writeFile(join(owner.folder, 'larger.xml'), feed(ENTRIES + 1));
});

afterAll(() => owner.close());

it('ten thousand entries are imported in little memory', async () => {
  const { code, stdout, stderr } = await owner.run('import', ['large.xml'], HEAP);
  expect([code, stderr]).toEqual([0, '']);
  expect(stdout).toContain(`Imported ${ENTRIES} posts from large.xml (feed).`);
  expect(await readdir(join(owner.folder, 'posts'))).toHaveLength(ENTRIES + 1);
});

it('a second import of them adds only what is new', async () => {
  const { stdout } = await owner.run('import', ['larger.xml'], HEAP);
  expect(stdout).toContain(`Imported 1 post from larger.xml (feed); ${ENTRIES} there already.`);
  expect(await readdir(join(owner.folder, 'posts'))).toHaveLength(ENTRIES + 2);
});
