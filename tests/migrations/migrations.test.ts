// Blogs that move in, each from the program that made it, with readers who are subscribed to the old feed. They get nothing
// twice and lose nothing, and every old address still leads to what was there.

import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { decodeHTML } from 'entities';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { contentOf } from '../../src/import/compare/content.ts';
import { type ParsedFeed, poll } from '../readers/feedparser.ts';
import { type KeptEntry, type Newsboat, subscribe } from '../readers/newsboat.ts';
import { type Recorder, startRecorder } from '../readers/recorder.ts';
import { type Rss2email, receiveByMail } from '../readers/rss2email.ts';
import { type MovedBlog, moveBlog } from './moved-blog.ts';
import { type OldSite, SYSTEMS } from './systems.ts';

describe.each(SYSTEMS)('a blog that moves from $name', ({ make, pages, feedIsWhole }) => {
  let old: OldSite;
  let moved: MovedBlog;
  let recorder: Recorder;
  let newsboat: Newsboat;
  let rss2email: Rss2email;
  let before: { parsed: ParsedFeed; kept: readonly KeptEntry[] };
  const stops: (() => unknown)[] = [];

  beforeAll(async () => {
    old = await make();
    stops.push(() => old.remove());
    const server = await serve(old);
    stops.push(server.stop);
    recorder = await startRecorder(server.origin);
    stops.push(() => recorder.stop());
    const address = recorder.origin + old.feedPath;
    newsboat = await subscribe(address);
    stops.push(() => newsboat.remove());
    rss2email = await receiveByMail(address);
    stops.push(() => rss2email.remove());
    await newsboat.reload();
    const kept = await newsboat.entries();
    await newsboat.markRead(kept.map(({ guid }) => guid));
    await rss2email.run();
    await rss2email.take();
    before = { parsed: await poll(address), kept };
    moved = await moveBlog(old);
    stops.push(() => moved.stop());
    recorder.switchTo(moved.origin);
  });

  afterAll(async () => {
    for (const stop of stops.reverse()) await stop();
  });

  it('brings all posts, and says that readers will see no change', () => {
    const compared = moved.report.find((line) => line.startsWith('Compared with the old feed')) ?? '';
    const all = before.parsed.entries.length;
    const rest = pages.length === 0 ? '' : `, ${pages.length} missing`;
    expect(compared.replace(/, \d+ with the whole text where there was only a part of it/, '')).toBe(
      `Compared with the old feed: ${all} entries: ${all - pages.length} the same for readers${rest}.`,
    );
  });

  it('compiles without an error, and nothing is set aside', async () => {
    expect(moved.findings.filter((line) => !line.includes(' warning: '))).toEqual([]);
    expect((await moved.files()).filter((path) => path.startsWith('posts-set-aside'))).toEqual([]);
  });

  it('shows feedparser the same ids, links, titles and dates', async () => {
    const { entries } = await poll(recorder.origin + old.feedPath);
    const essence = ({ entries }: Pick<ParsedFeed, 'entries'>) =>
      entries
        .filter(({ title }) => !pages.includes(title ?? ''))
        .map(({ id, link, title, published, updated }) => ({
          id,
          link,
          // jekyll-feed says that titles are HTML, and feedparser leaves that to the program that shows them.
          title: decodeHTML(title ?? ''),
          date: published ?? updated,
        }))
        .sort((a, b) => ((a.id ?? '') < (b.id ?? '') ? -1 : 1));
    expect(essence({ entries })).toEqual(essence(before.parsed));
  });

  it('shows Newsboat nothing twice and nothing unread, and all it had is as it was', async () => {
    await newsboat.reload();
    const after = await newsboat.entries();
    const essence = (entries: readonly KeptEntry[]) =>
      entries
        .map(({ guid, title, url, pubDate, content }) => ({
          guid,
          title,
          url,
          pubDate,
          ...(feedIsWhole && { words: wordsOf(content) }),
        }))
        .sort((a, b) => (a.guid < b.guid ? -1 : 1));
    expect(essence(after)).toEqual(essence(before.kept));
    expect(await newsboat.unread()).toMatch(/^0 unread/);
  });

  it('makes rss2email mail nothing', async () => {
    await rss2email.run();
    expect(await rss2email.take()).toEqual([]);
  });

  it('answers at every old address', async () => {
    const answers: string[] = [];
    for (const path of old.addresses) answers.push(`${await moved.status(path)} ${path}`);
    expect(answers.filter((answer) => !/^(?:200|30[18]) /.test(answer))).toEqual([]);
    expect(answers.length).toBeGreaterThan(5);
  });

  it('adds nothing when it is imported again', async () => {
    const files = await moved.files();
    const report = await moved.importAgain();
    expect(report[0]).toMatch(/^Imported 0 posts/);
    expect(await moved.files()).toEqual(files);
  });
});

/** The words of a content as Newsboat keeps it. */
function wordsOf(html: string): string {
  const entry = { source: '', content: { html }, tags: [], authors: [], enclosures: [] };
  return contentOf(entry).words.join(' ');
}

/** Serves the feed of the old site, and nothing else. */
async function serve({ feed, feedPath }: OldSite): Promise<{ origin: string; stop: () => void }> {
  const server = createServer(({ url }, response) => {
    if (url === feedPath) response.writeHead(200, { 'Content-Type': 'application/xml' }).end(feed);
    else response.writeHead(404).end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
