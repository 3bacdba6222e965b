// The promises of docs/promises.md: each names tests that check it, and those tests exist.

import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const PAGE = readFileSync(fileURLToPath(new URL('../docs/promises.md', import.meta.url)), 'utf8');

const promises = PAGE.split(/^## /m)
  .slice(1)
  .flatMap((section) => {
    const [title = ''] = section.split('\n');
    return [...section.matchAll(/^\| (\d+) \| (.+?) \| (.+) \|$/gm)].map(
      ([, number = '', promise = '', holders = '']) => ({ title, number: Number(number), promise, holders }),
    );
  });

describe('every promise', () => {
  it.each([
    ['Feeds', 15],
    ['HTTP', 19],
    ['Compiling', 4],
    ['Moving in', 13],
  ])('of %s is listed, %i in all', (section, count) => {
    const numbers = promises.filter(({ title }) => title === section).map(({ number }) => number);
    expect(numbers).toEqual(Array.from({ length: count }, (_, index) => index + 1));
  });

  it.each(promises)('of $title, $number: $promise', ({ holders }) => {
    const named = [...holders.matchAll(/`([^`]+)` \*([^*]+)\*/g)];
    expect(named.map(([whole]) => whole).join('; ')).toBe(holders);
    for (const [, file = '', title = ''] of named) {
      const path = fileURLToPath(new URL(`${file}.test.ts`, import.meta.url));
      expect(existsSync(path), `tests/${file}.test.ts`).toBe(true);
      // As a title of its own, quoted as titles are; a longer one may begin or end with it.
      const titles = [
        ...readFileSync(path, 'utf8').matchAll(
          /^\s*(?:describe|it)\b.*?['"`](.+)['"`],|^\s*\]\)\(\s*'(.+?)',/gm,
        ),
      ];
      expect(
        titles.map(([, plain, ofTable]) => plain ?? ofTable).join('\n'),
        `tests/${file}.test.ts`,
      ).toContain(title);
    }
  });
});
