// The weight of an entry: it is never less than the bytes that it takes in any format.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Entry } from '../../../src/archive/entry.ts';
import type { Site } from '../../../src/archive/site.ts';
import { weightOf } from '../../../src/compile/build/weight.ts';
import type { FeedDocument } from '../../../src/feeds/document.ts';
import { renderFeed } from '../../../src/feeds/render-feed.ts';
import { FORMATS } from '../../../src/routes/formats.ts';
import { anEntry, NOON, SITE } from '../../a-blog.ts';
import { runs } from '../../runs.ts';

const PODCAST: Site['podcast'] = {
  artwork: 'https://longwave.example/artwork.png',
  categories: [{ name: 'History' }],
  explicit: false,
  type: 'episodic',
  owner: { name: 'Ada', email: 'ada@longwave.example' },
  guid: 'd10af1f0-e684-51fd-9801-5f03daa6b5b8',
  locked: true,
};

/** Characters that take the most bytes in one format or another. */
const text = fc
  .array(fc.constantFrom('<', '&', '>', '"', '\\', '\n', '時', '😀', ']]>', 'a'), { maxLength: 400 })
  .map((drawn) => drawn.join(''));
const url = text.map((drawn) => `https://e.example/${encodeURI(drawn)}&`);

const entry: fc.Arbitrary<Entry> = fc
  .record({
    title: fc.option(text, { nil: undefined }),
    beginning: text,
    summary: text,
    contentForReaders: text,
    markdown: text,
    isPlainMarkdown: fc.constantFrom(true as const, undefined),
    tags: fc.array(text, { maxLength: 3 }),
    authors: fc.array(fc.record({ name: text, url, email: text }), { minLength: 1, maxLength: 3 }),
    link: url,
    via: url,
    image: fc.option(fc.record({ url, alt: text, length: fc.nat(), width: fc.nat(), height: fc.nat() }), {
      nil: undefined,
    }),
    enclosures: fc.array(
      fc.record({ url, type: fc.constant('audio/mpeg'), length: fc.nat(), duration: fc.nat(), title: text }),
      { maxLength: 3 },
    ),
    updated: fc.constant(NOON),
    lang: fc.constant('de'),
  })
  .map((given) => anEntry('entry', JSON.parse(JSON.stringify(given))));

/** Bytes of the document of a feed with these entries. */
function size(entries: readonly Entry[], site: Site, format: (typeof FORMATS)[number]): number {
  const document: FeedDocument = {
    ...{
      site,
      entries,
      title: 'T',
      description: 'D',
      language: 'en',
      id: 'urn:t',
      modified: NOON,
      removed: [],
    },
    ...{ pageUrl: `${site.origin}/`, selfUrl: `${site.origin}/feed`, paging: {} },
  };
  return Buffer.byteLength(renderFeed(format, document));
}

describe('the weight of an entry', () => {
  it.each(FORMATS)('is at least the bytes that it takes in $label', (format) => {
    fc.assert(
      fc.property(entry, fc.constantFrom('full', 'summary'), (given, content) => {
        const site: Site = {
          ...SITE,
          content: content as Site['content'],
          ...(PODCAST && { podcast: PODCAST }),
        };
        const weight = weightOf(given, site);
        expect(size([given], site, format) - size([], site, format)).toBeLessThanOrEqual(weight);
      }),
      runs(200),
    );
  });
});
