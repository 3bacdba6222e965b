// Names in any script: whatever a file, a tag or an alias is called, its address works in every form in which clients
// may send it.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { permalinkPath } from '../../src/compile/posts/permalink.ts';
import { toSlug } from '../../src/compile/posts/slug.ts';
import { listingPath, selectionOf } from '../../src/routes/feed-address.ts';
import { encodePath, mediaPath } from '../../src/routes/paths.ts';
import { anApp, anEntry } from '../a-blog.ts';
import { runs } from '../runs.ts';

const ASSETS = { fetch: async () => new Response('file') };

/** Letters that change their number of characters in lower case or in NFC, accents, joiners, and anything else. */
const character = fc.oneof(
  fc.constantFrom(...'JTHWYIİΪΫΣςϓﬀßẞǅÅΩK가한ก็हिا'),
  fc.constantFrom(...'\u0300\u0301\u0307\u0308\u030A\u030C\u0323\u0331\u0345\u0342\u3099\u0F74\u200D'),
  fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
  fc.constantFrom(...'ab1-_~'),
);
const name = fc
  .array(character, { minLength: 1, maxLength: 6 })
  .map((characters) => characters.join('').replace(/[\p{Cc}\p{Cs}/]/gu, ''))
  .filter((each) => each.trim() !== '' && toSlug(each) !== '');

/** A path as different clients send it. */
function sentAs(path: string): string[] {
  const decoded = decodeURIComponent(path);
  const forms = ['NFC', 'NFD'].map((form) => encodePath(decoded.normalize(form)));
  const lower = (encoded: string) => encoded.replace(/%../g, (code) => code.toLowerCase());
  return [path, ...forms, ...forms.map(lower)];
}

describe('a name in any script', () => {
  it('is found in lower case, where it may have fewer characters', async () => {
    const { app } = anApp([anEntry('a', { tags: ['J\u030Cazz'] })]);
    const response = await app.request('/tags/%C7%B0azz');
    expect([response.status, response.headers.get('Location')]).toEqual([308, '/tags/J%CC%8Cazz']);
  });

  it('has an address that works as it is written, and one redirect away in every form of Unicode', async () => {
    await fc.assert(
      fc.asyncProperty(name, async (typed) => {
        const slug = toSlug(typed);
        const file = `${typed.normalize('NFC')}.png`;
        const alias = `/old/${typed.normalize('NFC')}`;
        const entry = anEntry(slug, {
          path: encodePath(permalinkPath(slug)),
          tags: [typed.normalize('NFC')],
        });
        const { app } = anApp([entry], {
          media: [file],
          publicFiles: [`files/${file}`],
          aliases: { [slug]: [alias] },
        });
        const statusOf = async (path: string) => {
          const first = await app.request(path, {}, { ASSETS });
          const location = first.headers.get('Location');
          const last = location === null ? first : await app.request(location, {}, { ASSETS });
          return last.status;
        };
        const tag = listingPath(selectionOf({ kind: 'tag', name: typed.normalize('NFC') }));
        expect((await app.request(entry.path)).status).toBe(200);
        for (const path of [
          entry.path,
          tag,
          mediaPath(file),
          encodePath(`/files/${file}`),
          encodePath(alias),
        ])
          for (const form of sentAs(path)) expect([form, await statusOf(form)]).toEqual([form, 200]);
      }),
      runs(150),
    );
  });
});
