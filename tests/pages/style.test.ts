// The style sheet: the policy of the pages allows this one and nothing else.

import { createHash } from 'node:crypto';
import { Parser } from 'htmlparser2';
import { describe, expect, it } from 'vitest';
import { renderEntry } from '../../src/pages/entry.tsx';
import { renderFeeds } from '../../src/pages/feeds.tsx';
import { renderListing } from '../../src/pages/listing.tsx';
import { renderProblem } from '../../src/pages/problem.tsx';
import { STYLE, STYLE_DIGEST } from '../../src/pages/style.ts';
import { MAIN } from '../../src/routes/feed-address.ts';
import { anEntry, SITE } from '../a-blog.ts';

/** The digest as a browser computes it (Content Security Policy Level 3, section 6.7.2.4). */
const digestOf = (style: string) => `sha256-${createHash('sha256').update(style).digest('base64')}`;

function stylesOf(html: string): string[] {
  const styles: string[] = [];
  let within = false;
  const parser = new Parser({
    onopentag: (name) => {
      within = name === 'style';
      if (within) styles.push('');
    },
    ontext: (text) => {
      if (within) styles.push((styles.pop() ?? '') + text);
    },
    onclosetag: () => {
      within = false;
    },
  });
  parser.end(html);
  return styles;
}

describe('the style sheet', () => {
  it('is the one that the policy of the pages names', () => {
    expect(STYLE_DIGEST).toBe(digestOf(STYLE));
  });

  it.each([
    ['a listing', renderListing(SITE, MAIN, [anEntry('a')])],
    ['an entry', renderEntry(SITE, anEntry('a'))],
    ['the list of feeds', renderFeeds(SITE, [])],
    ['a problem', renderProblem(SITE, 404, 'Nothing.')],
  ])('is the only one on %s, byte for byte', (_, html) => {
    expect(stylesOf(html).map(digestOf)).toEqual([STYLE_DIGEST]);
  });

  it('loads nothing, and does not end its element early', () => {
    expect(STYLE).not.toMatch(/@import|url\(|<|\r/);
  });
});
