// Renderer digests: a changed template changes the validators of its documents and of no others.

import { describe, expect, it } from 'vitest';
import { digestRenderers } from '../../src/compile/renderers.ts';
import { type Files, writeFiles } from './blog.ts';

const PROJECT = {
  'src/archive/entry.ts': 'entry',
  'src/feeds/addresses.ts': 'addresses',
  'src/feeds/formats.ts': 'formats',
  'src/feeds/open-feed.ts': 'open feed',
  'src/feeds/rss.ts': 'rss',
  'src/feeds/xml.ts': 'xml',
  'src/pages/home.tsx': 'home',
  'src/http/app.ts': 'app',
  'node_modules/feed/package.json': '{"version": "6.0.0"}',
  'node_modules/xml-js/package.json': '{"version": "1.0.0"}',
  'node_modules/hono/package.json': '{"version": "4.0.0"}',
};

const digest = async (changed: Files = {}) => digestRenderers(await writeFiles({ ...PROJECT, ...changed }));

describe('the digests of the renderers', () => {
  // A file that is changed or added, and the families of documents whose digests move.
  it.each([
    ['src/feeds/rss.ts', 'feeds'],
    ['src/feeds/podcast/show.ts', 'feeds'],
    ['src/feeds/xml.ts', 'feeds pages'],
    ['node_modules/feed/package.json', 'feeds'],
    ['src/pages/home.tsx', 'pages'],
    ['node_modules/hono/package.json', 'pages'],
    ['src/feeds/formats.ts', 'feeds pages'],
    ['src/feeds/addresses.ts', 'feeds pages'],
    ['node_modules/xml-js/package.json', 'feeds'],
    ['src/archive/entry.ts', 'feeds pages'],
    ['src/http/app.ts', ''],
    ['src/feeds/notes.txt', ''],
    ['src/pages/.DS_Store', ''],
  ])('with another %s move for: %s', async (file, families) => {
    const [before, after] = [await digest(), await digest({ [file]: 'changed' })];
    const moved = (['feeds', 'pages'] as const).filter((family) => before[family] !== after[family]);
    expect(moved.join(' ')).toBe(families);
  });

  it('are those of the code, wherever it lies', async () => {
    expect(await digest()).toEqual(await digest());
  });
});
