// OPML: all feeds of the site in a file that readers import.

import fc from 'fast-check';
import { parseOpml } from 'feedsmith';
import { expect, it } from 'vitest';
import { MAIN_FEED } from '../../src/archive/feed-key.ts';
import { renderOpml } from '../../src/feeds/opml.ts';
import { SITE } from '../a-blog.ts';
import { checkWellFormed } from './read-back.ts';

/** Text after compilation: on one line, and without the characters that XML forbids. */
const text = fc
  .oneof(fc.string({ unit: 'binary' }), fc.constantFrom('"', '&amp;', '<b>', ']]>', '📻', 'שלום', "'", '%'))
  .map((typed) => `T${typed.replace(/[\p{Cc}\p{Cs}\uFFFE\uFFFF\s]/gu, '')}`);

it('OPML is well-formed and has the name of every feed, for any names', () => {
  fc.assert(
    fc.property(text, fc.uniqueArray(text, { maxLength: 4 }), (title, tags) => {
      const keys = [
        MAIN_FEED,
        ...tags.map((name) => ({ kind: 'tag' as const, name: name.normalize('NFC') })),
      ];
      const opml = renderOpml({ ...SITE, title }, keys);
      checkWellFormed(opml);
      const { head, body } = parseOpml(opml);
      expect(head?.title).toBe(title);
      expect(body?.outlines).toEqual(
        keys.map(({ name }) => {
          const called = name === '' ? title : `${title}: ${name}`;
          const folder = name === '' ? '' : `/tags/${encodeURIComponent(name)}`;
          return {
            type: 'rss',
            text: called,
            title: called,
            xmlUrl: `${SITE.origin}${folder}/rss.xml`,
            htmlUrl: `${SITE.origin}${folder || '/'}`,
          };
        }),
      );
    }),
  );
});

it('OPML of one feed has exactly these bytes', () => {
  expect(renderOpml(SITE, [MAIN_FEED])).toBe(`<?xml version="1.0" encoding="utf-8"?>
<opml version="2.0">
    <head>
        <title>Longwave &amp; friends</title>
        <docs>http://opml.org/spec2.opml</docs>
    </head>
    <body>
        <outline type="rss" text="Longwave &amp; friends" title="Longwave &amp; friends" xmlUrl="https://longwave.example/rss.xml" htmlUrl="https://longwave.example/"/>
    </body>
</opml>
`);
});
