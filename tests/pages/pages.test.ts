// Pages: what all have for browsers and readers, and what is on each.

import { describe, expect, it } from 'vitest';
import { renderEntry } from '../../src/pages/entry.tsx';
import { renderFeeds } from '../../src/pages/feeds.tsx';
import { renderListing } from '../../src/pages/listing.tsx';
import { renderProblem } from '../../src/pages/problem.tsx';
import { MAIN } from '../../src/routes/feed-address.ts';
import { FORMATS } from '../../src/routes/formats.ts';
import { anEntry, feedPath, SITE } from '../a-blog.ts';

const HOSTILE = '<script>alert("1")</script> & \'more\'';
const ESCAPED = '&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp;';

const PAGES = {
  home: renderListing(SITE, MAIN, [anEntry('first'), anEntry('second')]),
  permalink: renderEntry(SITE, anEntry('first')),
  feeds: renderFeeds(SITE, [
    { kind: 'main', name: '' },
    { kind: 'tag', name: 'C++ & <more>' },
  ]),
  'not found': renderProblem(SITE, 404, 'There is nothing here.'),
};

describe.each(Object.entries(PAGES))('the page %s', (_name, html) => {
  it('offers every format of the main feed to readers that look for one', () => {
    for (const format of FORMATS) {
      expect(html).toContain(
        `<link rel="alternate" type="${format.mediaType}" title="Longwave &amp; friends (${format.label})" href="${SITE.origin}${feedPath(format)}"/>`,
      );
    }
  });

  it('is a whole document with a language and a viewport for phones, without a script', () => {
    expect(html).toMatch(/^<!doctype html>\n<html lang="en">/);
    expect(html).toContain('<meta name="viewport" content="width=device-width, initial-scale=1"/>');
    expect(html).not.toMatch(/<script|javascript:|\son\w+=/i);
    expect(html.match(/<h1/g)).toHaveLength(1);
    expect(html.match(/<main>/g)).toHaveLength(1);
  });
});

describe('the page of an entry', () => {
  it('names the Markdown that it was made from', () => {
    const html = renderEntry(SITE, anEntry('größe'));
    expect(html).toContain(
      `<link rel="alternate" type="text/markdown" title="Markdown" href="${SITE.origin}/posts/gr%C3%B6%C3%9Fe.md"/>`,
    );
    expect(renderListing(SITE, MAIN, [anEntry('a')])).not.toContain('text/markdown');
  });
});

describe('the home page', () => {
  it('says when nothing is published yet', () => {
    expect(renderListing(SITE, MAIN, [])).toContain('Nothing is published here at the moment.');
  });

  it('links each entry once by its title, and a note by its day', () => {
    const { title: _, ...note } = anEntry('note');
    const html = renderListing(SITE, MAIN, [anEntry('first'), note]);
    expect(html).toContain('<h2><a href="/posts/first">Title of first</a></h2>');
    expect(html).toContain('<a href="/posts/note" aria-label="Summary of note"><time');
    expect(html.match(/<h2>/g)).toHaveLength(1);
  });
});

describe('the permalink', () => {
  it('shows any text that an author typed as text', () => {
    const html = renderEntry(
      { ...SITE, title: HOSTILE },
      anEntry('x', { title: HOSTILE, summary: HOSTILE, tags: [HOSTILE], authors: [{ name: HOSTILE }] }),
    );
    expect(html).not.toContain('<script>alert');
    expect(html.split(ESCAPED).length - 1).toBeGreaterThanOrEqual(6);
  });

  it('has its language when that is not the language of the site', () => {
    const html = renderEntry(SITE, anEntry('x', { lang: 'de' }));
    expect(html).toContain('<article class="h-entry" lang="de">');
    expect(html).toContain('<html lang="en">');
  });

  it('names the canonical address and the day of publication', () => {
    const html = renderEntry(SITE, anEntry('wellenlängen', { published: Date.UTC(2026, 0, 2) }));
    expect(html).toContain('<link rel="canonical" href="https://longwave.example/posts/wellenl%C3%A4ngen"/>');
    expect(html).toContain(
      '<time class="dt-published" datetime="2026-01-02T00:00:00.000Z">2026-01-02</time>',
    );
  });

  it('shows the address of a link post, the text of a picture, and players for audio and video', () => {
    const html = renderEntry(
      SITE,
      anEntry('x', {
        link: 'https://example.org/?a=1&b=2',
        image: { url: 'https://longwave.example/media/a.png', alt: 'A "dial"' },
        enclosures: [
          { url: 'https://longwave.example/media/a.mp3', type: 'audio/mpeg', length: 1, title: 'Pips' },
          { url: 'https://longwave.example/media/b%20c.mp4?x=1', type: 'video/mp4', length: 1 },
          { url: 'https://longwave.example/media/d.pdf', type: 'application/pdf', length: 1 },
        ],
      }),
    );
    expect(html).toContain('<a class="u-bookmark-of" href="https://example.org/?a=1&amp;b=2">');
    expect(html).toContain('alt="A &quot;dial&quot;"');
    expect(html).toContain('<audio controls="" preload="none" src="https://longwave.example/media/a.mp3">');
    expect(html).toContain(
      '<video controls="" preload="none" src="https://longwave.example/media/b%20c.mp4?x=1">',
    );
    expect(html).toContain('>Pips</a>');
    expect(html).toContain('>b%20c.mp4</a>');
    expect(html).toContain('href="https://longwave.example/media/d.pdf"');
  });
});
