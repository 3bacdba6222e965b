// Template versions: a changed template changes the validators of its documents and of no others.

import { describe, expect, it } from 'vitest';
import { templateVersions } from '../../../src/compile/build/template-version.ts';
import { type Files, writeFiles } from '../blog.ts';

const RSS =
  "import { escape } from '../archive/xml.ts';\nexport const rss = (text) => `<rss>` + escape(text);\n";
const FEED = 'export const write = (text) => `<feed>` + text;\n';

const PROJECT = {
  'src/archive/xml.ts': "export const escape = (text) => text.replaceAll('&', '&amp;');\n",
  'src/feeds/rss.ts': RSS,
  'src/feeds/atom.ts': "import { write } from 'feed';\nexport const atom = (text) => write(text);\n",
  'src/pages/home.tsx': "export const home = () => 'Welcome';\n",
  'src/http/app.ts': 'export const app = 1;\n',
  'node_modules/feed/package.json': '{"name": "feed", "main": "index.js"}',
  'node_modules/feed/index.js': FEED,
};

const versions = async (changed: Files = {}) =>
  templateVersions(await writeFiles({ ...PROJECT, ...changed }));

describe('the template versions', () => {
  // [file, its new text, families whose version changes]
  it.each([
    ['src/feeds/rss.ts', RSS.replace('<rss>', '<rss version="2.0">'), 'feeds'],
    ['src/feeds/json.ts', "export const json = () => '{}';\n", 'feeds'],
    ['src/archive/xml.ts', 'export const escape = (text) => text;\n', 'feeds'],
    ['node_modules/feed/index.js', FEED.replace('<feed>', '<feed lang="en">'), 'feeds'],
    ['src/pages/home.tsx', "export const home = () => 'Welcome back';\n", 'pages'],
    ['src/feeds/rss.ts', `// What aggregators want.\n${RSS}`, ''],
    ['src/feeds/rss.ts', RSS.replaceAll('(text)', '(  written  )').replace('=> ', '=>\n  '), ''],
    ['src/http/app.ts', 'export const app = 2;\n', ''],
    ['src/feeds/notes.txt', 'Notes', ''],
  ])('with %s as %j change for: %s', async (file, text, families) => {
    const [before, after] = [await versions(), await versions({ [file]: text })];
    const moved = (['feeds', 'pages'] as const).filter((family) => before[family] !== after[family]);
    expect(moved.join(' ')).toBe(families);
  });

  it('do not depend on where the project is', async () => {
    expect(await versions()).toEqual(await versions());
  });
});
