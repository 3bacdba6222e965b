// Bot challenges: the rule in the guide exempts every address that a feed reader asks for.

import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import {
  formatFeedAddress,
  MAIN,
  OLD_FEED_ADDRESSES,
  type Selection,
} from '../../src/routes/feed-address.ts';
import { FORMATS } from '../../src/routes/formats.ts';
import { exampleOf, OLD_FEED_PATTERNS } from '../../src/routes/old-feeds.ts';
import { SITE_PATHS } from '../../src/routes/paths.ts';

const GUIDE = readFileSync(fileURLToPath(new URL('../../docs/deploying.md', import.meta.url)), 'utf8');

/** The terms of the expression in the guide, joined by `or`. */
const TERMS = (/```text\s+(http\.request[^`]+)```/.exec(GUIDE)?.[1] ?? '').trim().split(/\s+or\s+/);

/** Whether a term is true for a path. Throws an Error for a kind of term that this test does not know. */
function holds(term: string, path: string): boolean {
  const [, part] = /^http\.request\.uri\.path contains "([^"]+)"$/.exec(term) ?? [];
  if (part !== undefined) return path.includes(part);
  const [, start] = /^starts_with\(http\.request\.uri\.path, "([^"]+)"\)$/.exec(term) ?? [];
  if (start !== undefined) return path.startsWith(start);
  const [, list] = /^http\.request\.uri\.path in \{([^}]+)\}$/.exec(term) ?? [];
  if (list !== undefined) return [...list.matchAll(/"([^"]+)"/g)].some(([, each]) => each === path);
  throw new Error(`the guide says "${term}"`);
}

const isExempt = (path: string) => TERMS.some((term) => holds(term, path));

describe('the rule against bot challenges', () => {
  const TAGS: Selection = {
    all: [
      { kind: 'tag', name: 'a b' },
      { kind: 'tag', name: 'ä' },
    ],
    not: [],
  };

  it.each([
    ...Object.keys(OLD_FEED_ADDRESSES),
    ...Object.keys(OLD_FEED_PATTERNS).map(exampleOf),
    ...FORMATS.flatMap((format) => [
      formatFeedAddress({ selection: MAIN, format }),
      formatFeedAddress({ selection: MAIN, format, page: { number: 3 } }),
      formatFeedAddress({ selection: TAGS, format }),
    ]),
    SITE_PATHS.preferredFeed,
    SITE_PATHS.wordPressFeed,
    SITE_PATHS.opml,
    '/media/episode.mp3',
  ])('exempts %s', (path) => {
    expect(isExempt(path)).toBe(true);
  });

  it.each(['/', '/posts/first', SITE_PATHS.robots, '/wp-login.php'])('does not exempt %s', (path) => {
    expect(isExempt(path)).toBe(false);
  });
});
