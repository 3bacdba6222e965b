// Valid documents: what RFC 4287, the RSS 2.0 specification and JSON Feed 1.1 require.

import { type SaxesAttributeNS, SaxesParser } from 'saxes';
import { beforeAll, describe, expect, it } from 'vitest';
import { DOCUMENTS, serveGolden } from './golden-blog.ts';

const ATOM = 'http://www.w3.org/2005/Atom';

interface Element {
  readonly uri: string;
  readonly local: string;
  readonly attributes: Record<string, string>;
  readonly children: Element[];
  text: string;
}

function parse(xml: string): Element {
  const root: Element = { uri: '', local: '', attributes: {}, children: [], text: '' };
  const open = [root];
  const parser = new SaxesParser({ xmlns: true });
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ uri, local, attributes }) => {
    const values = Object.entries(attributes as Record<string, SaxesAttributeNS>);
    const named = Object.fromEntries(values.map(([name, { value }]) => [name, value]));
    const element: Element = { uri, local, attributes: named, children: [], text: '' };
    open.at(-1)?.children.push(element);
    open.push(element);
  });
  const addText = (text: string) => {
    const element = open.at(-1);
    if (element) element.text += text;
  };
  parser.on('text', addText);
  parser.on('cdata', addText);
  parser.on('closetag', () => open.pop());
  parser.write(xml).close();
  return root.children[0] as Element;
}

/** How often an element has each child of a namespace. */
function counts({ children }: Element, namespace: string): Record<string, number> {
  const found: Record<string, number> = {};
  for (const { uri, local } of children) if (uri === namespace) found[local] = (found[local] ?? 0) + 1;
  return found;
}

const childrenOf = ({ children }: Element, uri: string, local: string) =>
  children.filter((child) => child.uri === uri && child.local === local);

const SEVERAL = Number.POSITIVE_INFINITY;

/** RFC 4287, sections 4.1.1 and 4.1.2: the least and greatest number of each child. */
const FEED = {
  ...{ author: [0, SEVERAL], category: [0, SEVERAL], contributor: [0, SEVERAL], entry: [0, SEVERAL] },
  ...{ generator: [0, 1], icon: [0, 1], id: [1, 1], link: [1, SEVERAL], logo: [0, 1], rights: [0, 1] },
  ...{ subtitle: [0, 1], title: [1, 1], updated: [1, 1] },
};
const ENTRY = {
  ...{ author: [1, SEVERAL], category: [0, SEVERAL], content: [0, 1], contributor: [0, SEVERAL], id: [1, 1] },
  ...{ link: [1, SEVERAL], published: [0, 1], rights: [0, 1], source: [0, 1], summary: [0, 1] },
  ...{ title: [1, 1], updated: [1, 1] },
};

function expectChildren(element: Element, allowed: Record<string, number[]>): void {
  const found = counts(element, ATOM);
  expect(Object.keys(found).filter((name) => !(name in allowed))).toEqual([]);
  for (const [name, [least = 0, most = 0]] of Object.entries(allowed)) {
    expect(found[name] ?? 0, name).toBeGreaterThanOrEqual(least);
    expect(found[name] ?? 0, name).toBeLessThanOrEqual(most);
  }
}

const RFC_3339 = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;
const RFC_822 = /^(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT$/;
const ABSOLUTE = /^[a-z][a-z0-9+.-]*:\S+$/i;

let app: Awaited<ReturnType<typeof serveGolden>>;
beforeAll(async () => {
  app = await serveGolden();
});
const read = async (path: string) => (await app.request(path)).text();
const documents = (pattern: RegExp) => DOCUMENTS.filter(([, file]) => pattern.test(file));

describe.each(documents(/atom\.xml$/))('the Atom document %s', (path) => {
  it('has the elements of RFC 4287 as often as allowed, and no others of its namespace', async () => {
    const feed = parse(await read(path));
    expectChildren(feed, FEED);
    const entries = childrenOf(feed, ATOM, 'entry');
    expect(entries.length).toBeGreaterThan(0);
    for (const entry of entries) expectChildren(entry, ENTRY);
  });

  it('has permanent ids that differ, dates of RFC 3339, absolute links, and one alternate of a kind', async () => {
    const feed = parse(await read(path));
    const entries = childrenOf(feed, ATOM, 'entry');
    const ids = [feed, ...entries].map((each) => childrenOf(each, ATOM, 'id')[0]?.text ?? '');
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) expect(id).toMatch(ABSOLUTE);
    // RFC 4151 section 2.1: a tag IRI is ASCII.
    for (const id of ids.filter((each) => each.startsWith('tag:'))) expect(id).toMatch(/^[!-~]+$/);
    for (const entry of entries) expect(childrenOf(entry, ATOM, 'title')[0]?.text.trim()).not.toBe('');
    expect(childrenOf(feed, ATOM, 'author').length).toBeGreaterThan(0);
    for (const each of [feed, ...entries]) {
      const dates = [...childrenOf(each, ATOM, 'updated'), ...childrenOf(each, ATOM, 'published')];
      for (const { text } of dates) expect(text).toMatch(RFC_3339);
      const links = childrenOf(each, ATOM, 'link').map(({ attributes }) => attributes);
      for (const { href } of links) expect(href).toMatch(ABSOLUTE);
      const alternates = links.filter(({ rel = 'alternate' }) => rel === 'alternate');
      expect(alternates).toHaveLength(1);
      for (const { attributes } of childrenOf(each, ATOM, 'category')) expect(attributes.term).toBeTruthy();
      for (const author of childrenOf(each, ATOM, 'author')) {
        expect(counts(author, ATOM).name).toBe(1);
        expect(childrenOf(author, ATOM, 'name')[0]?.text).not.toBe('');
      }
    }
    expect(childrenOf(feed, ATOM, 'link').filter(({ attributes }) => attributes.rel === 'self')).toHaveLength(
      1,
    );
  });
});

describe.each(documents(/rss\.xml$/))('the RSS document %s', (path) => {
  it('has what RSS 2.0 requires, once each, and dates as in RFC 822', async () => {
    const rss = parse(await read(path));
    expect(rss.attributes.version).toBe('2.0');
    const [channel] = childrenOf(rss, '', 'channel') as [Element];
    const items = childrenOf(channel, '', 'item');
    expect(items.length).toBeGreaterThan(0);
    expect(counts(channel, '')).toMatchObject({
      title: 1,
      link: 1,
      description: 1,
      lastBuildDate: 1,
      ttl: 1,
    });
    expect(childrenOf(channel, '', 'lastBuildDate')[0]?.text).toMatch(RFC_822);
    for (const item of items) {
      const found = counts(item, '');
      expect((found.title ?? 0) + (found.description ?? 0)).toBeGreaterThan(0);
      expect(found).toMatchObject({ link: 1, guid: 1, pubDate: 1 });
      expect(found.author).toBeUndefined();
      expect(childrenOf(item, '', 'pubDate')[0]?.text).toMatch(RFC_822);
      for (const { attributes } of childrenOf(item, '', 'enclosure')) {
        expect(Object.keys(attributes).sort()).toEqual(['length', 'type', 'url']);
        expect(attributes.length).toMatch(/^\d+$/);
        expect(attributes.type).toMatch(/^[\w.+-]+\/[\w.+-]+$/);
      }
    }
  });
});

describe.each(documents(/rss\.xml$/))('the plain text in the RSS document %s', (path) => {
  it('has `&` and `<` as hexadecimal references, and no others', async () => {
    const text = (await read(path)).replace(/<!\[CDATA\[.*?\]\]>/gs, '');
    const elements = [...text.matchAll(/<([\w:]+)(?: [^>]*)?>([^<]+)<\/\1>/g)];
    const plain = elements.filter(([, name = '']) => !/^(?:link|url|guid)$/.test(name));
    expect(plain.length).toBeGreaterThan(10);
    for (const [, , written = ''] of plain) {
      expect(written.replaceAll('&#x26;', '').replaceAll('&#x3C;', '').replaceAll('&gt;', '')).not.toContain(
        '&',
      );
    }
    expect(text).toContain('<title>Golden &#x26; &#x3C;hostile&gt;');
  });
});

describe('the JSON Feed document', () => {
  it('has what JSON Feed 1.1 requires, and nothing that it has deprecated', async () => {
    const feed = JSON.parse(await read('/feed.json'));
    expect(feed.version).toBe('https://jsonfeed.org/version/1.1');
    expect(feed.title).not.toBe('');
    expect(feed).not.toHaveProperty('author');
    expect(feed.items.length).toBeGreaterThan(0);
    for (const item of feed.items) {
      expect(typeof item.id).toBe('string');
      expect(item.content_html ?? item.content_text).toEqual(expect.any(String));
      expect(item).not.toHaveProperty('author');
      for (const date of [item.date_published, item.date_modified ?? item.date_published]) {
        expect(date).toMatch(RFC_3339);
      }
      for (const attachment of item.attachments ?? []) {
        expect(attachment).toMatchObject({ url: expect.any(String), mime_type: expect.any(String) });
      }
    }
  });
});
