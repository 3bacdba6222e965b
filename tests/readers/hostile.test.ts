// Three readers and a blog of hostile posts: each reader shows every post as it was typed, in both formats.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningBlog, startBlog } from '../journeys/running-blog.ts';
import { poll } from './feedparser.ts';
import { HOSTILE_ENTRIES, HOSTILE_POSTS, type HostileEntry } from './hostile-posts.ts';
import { subscribe } from './newsboat.ts';
import { FEED_PATHS } from './posts.ts';
import { receiveByMail } from './rss2email.ts';

/** What all of these readers report of an entry. */
interface Seen {
  readonly id: string | null;
  readonly title: string | null;
  readonly link: string | null;
  readonly published: string | null;
  readonly author: string;
  readonly content: string;
  readonly enclosures: readonly string[];
  /** Joined by commas. */
  readonly tags?: string;
}

interface Reader {
  readonly name: string;
  /** Whether it shows tags. */
  readonly hasTags: boolean;
  /** Newest first. */
  read(address: string): Promise<Seen[]>;
  /** The title that it shows for an entry of the feed at a path. */
  title(entry: HostileEntry, path: string): string | null;
  /** The content as it shows it. */
  content(html: string): string;
}

const READERS: readonly Reader[] = [
  {
    name: 'feedparser',
    hasTags: true,
    read: async (address) => {
      const feed = await poll(address);
      expect(feed).toMatchObject({ bozo: false, bozo_exception: null });
      return feed.entries.map((entry) => ({
        ...entry,
        author: entry.authors.join(),
        content: entry.content.join(),
        enclosures: entry.enclosures.map(({ href }) => href),
        tags: entry.tags.join(),
      }));
    },
    title: ({ title, says }, path) => title ?? (path === '/atom.xml' ? says : null),
    content: cleanedByFeedparser,
  },
  {
    name: 'Newsboat',
    hasTags: false,
    read: async (address) => {
      const newsboat = await subscribe(address);
      try {
        await newsboat.reload();
        return (await newsboat.entries()).map((entry) => ({
          ...entry,
          id: entry.guid,
          link: entry.url,
          published: `${new Date(entry.pubDate * 1000).toISOString().slice(0, 19)}Z`,
          content: entry.content.trim(),
          enclosures: entry.enclosure_url === '' ? [] : [entry.enclosure_url],
        }));
      } finally {
        await newsboat.remove();
      }
    },
    title: ({ title, slug, says }, path) =>
      title ?? (path === '/atom.xml' ? says : slug.charAt(0).toUpperCase() + slug.slice(1)),
    content: (html) => html.trim(),
  },
  {
    name: 'rss2email',
    hasTags: true,
    read: async (address) => {
      const rss2email = await receiveByMail(address);
      try {
        await rss2email.run();
        const messages = await rss2email.take();
        return messages.map((message) => ({ ...message, title: message.subject, published: message.date }));
      } finally {
        await rss2email.remove();
      }
    },
    title: subjectOfRss2email,
    content: cleanedByFeedparser,
  },
];

/**
 * In RSS, a title may be text or HTML. feedparser treats it as HTML when it has a closing tag or an entity, and HTML has
 * all its tags and entities; rss2email then writes it as Markdown, and uses its text as the title of a note. The posts
 * have the result. In Atom, every title is as it was typed, and that of a note is the beginning of its text.
 */
function subjectOfRss2email({ title, says, mailedFromRss }: HostileEntry, path: string): string {
  return (path === '/rss.xml' ? mailedFromRss : undefined) ?? title ?? says;
}

/**
 * feedparser, which rss2email uses, rewrites content: it removes unknown attributes, sorts the others, and writes void
 * elements as in XML.
 */
function cleanedByFeedparser(html: string): string {
  const attribute = / ([\w-]+)(?:="[^"]*")?/g;
  return html.trim().replace(/<(\w+)((?: [\w-]+(?:="[^"]*")?)*)( ?\/)?>/g, (_, name, attributes) => {
    const kept = [...attributes.matchAll(attribute)].filter(
      ([, key]) => !/^(aria-|data-|role$|srcset$)/.test(key),
    );
    const sorted = kept.sort(([, a = ''], [, b = '']) => (a < b ? -1 : 1)).map(([whole]) => whole);
    return `<${name}${sorted.join('')}${/^(br|hr|img)$/.test(name) ? ' /' : ''}>`;
  });
}

describe('a blog of hostile posts', () => {
  let blog: RunningBlog;
  /** By id: the content in JSON Feed, which is not escaped as XML. */
  let contents: ReadonlyMap<string, string>;

  beforeAll(async () => {
    blog = await startBlog({ posts: HOSTILE_POSTS, settings: { window: 100 } });
    const feed = (await (await fetch(`${blog.origin}/feed.json`)).json()) as {
      items: { id: string; content_html: string }[];
    };
    contents = new Map(feed.items.map((item) => [item.id, item.content_html]));
  });

  afterAll(async () => {
    await blog?.stop();
  });

  it('has in each entry the content of its post, and none of another post', () => {
    for (const { id, says, holds, slug } of HOSTILE_ENTRIES) {
      const content = contents.get(id) ?? '';
      for (const held of [says, ...holds]) expect(content).toContain(held.replace('{origin}', blog.origin));
      const others = HOSTILE_ENTRIES.filter((other) => other.slug !== slug && content.includes(other.says));
      expect(others).toEqual([]);
    }
  });

  it('has no relative address and no script in its contents', () => {
    for (const [id, content] of contents) {
      const addresses = [...content.matchAll(/ (?:href|src|srcset)="([^"]*)"/g)].map(
        ([, address]) => address,
      );
      expect({ id, relative: addresses.filter((address) => !/^https?:\/\//.test(address ?? '')) }).toEqual({
        id,
        relative: [],
      });
      expect(content).not.toMatch(/<script|<iframe|<!--|onclick|alert/);
    }
  });

  it('has only links to parts of posts that exist', () => {
    const links = [...contents.values()].flatMap((content) => [
      ...content.matchAll(/ href="[^"]*(\/posts\/[^"#]*)#([^"]*)"/g),
    ]);
    expect(links.length).toBeGreaterThan(0);
    for (const [, permalink, fragment] of links) {
      const { id } = HOSTILE_ENTRIES.find(({ path }) => path === permalink) ?? {};
      expect(contents.get(id ?? '')).toContain(` id="${fragment}"`);
    }
  });

  it('has no two elements with the same id in its contents', () => {
    const ids = [...contents.values()].flatMap((content) => content.match(/ id="[^"]*"/g) ?? []);
    expect(ids.length).toBeGreaterThan(0);
    expect(ids).toEqual([...new Set(ids)]);
  });

  describe.each(READERS.flatMap((reader) => FEED_PATHS.map((path) => [reader.name, path, reader] as const)))(
    'read by %s from %s',
    (_, path, reader) => {
      let seen: Seen[];

      beforeAll(async () => {
        seen = await reader.read(blog.origin + path);
      });

      const each = <T>(tell: (entry: HostileEntry) => T) =>
        Object.fromEntries(HOSTILE_ENTRIES.map((entry) => [entry.id, tell(entry)]));
      const told = <T>(tell: (entry: Seen) => T) =>
        Object.fromEntries(seen.map((entry) => [entry.id, tell(entry)]));

      it('shows every entry once, newest first', () => {
        expect(seen.map(({ id }) => id)).toEqual(HOSTILE_ENTRIES.map(({ id }) => id));
      });

      it('shows every title as it was typed', () => {
        expect(told(({ title }) => title)).toEqual(each((entry) => reader.title(entry, path)));
      });

      it('shows the whole content of every entry', () => {
        expect(told(({ content }) => content)).toEqual(
          each(({ id }) => reader.content(contents.get(id) ?? '')),
        );
      });

      it('shows the address, date, authors and attachments of every entry', () => {
        expect(
          told(({ link, published, author, enclosures, tags }) => ({
            link,
            published,
            author,
            enclosures,
            tags,
          })),
        ).toEqual(
          each(({ path: permalink, published, author, enclosures, tags }) => ({
            link: blog.origin + permalink,
            published,
            author,
            enclosures,
            tags: reader.hasTags ? tags.join() : undefined,
          })),
        );
      });
    },
  );
});
