// Golden documents: one blog from its Markdown to every byte that readers get. A change of any byte is a decision:
// read the difference, and accept it with `npx vitest run tests/feeds/golden.test.ts -u`.

import { fileURLToPath } from 'node:url';
import { SaxesParser } from 'saxes';
import { beforeAll, describe, expect, it } from 'vitest';
import { openArchive } from '../../src/archive/archive.ts';
import { compile } from '../../src/compile/compile.ts';
import { checkSettings } from '../../src/compile/settings.ts';
import { FORMATS, feedPath } from '../../src/feeds/formats.ts';
import { createApp } from '../../src/http/app.ts';

const NOW = Date.UTC(2026, 10, 22, 12);
const FOLDER = fileURLToPath(new URL('../fixtures/blog', import.meta.url));
const GOLDEN = fileURLToPath(new URL('../fixtures/golden', import.meta.url));

const SETTINGS = checkSettings({
  origin: 'https://longwave.example',
  title: 'Golden & <hostile>',
  description: 'A blog with "every" field & more.',
  language: 'en-GB',
  timeZone: 'Europe/Berlin',
  author: 'Longwave',
  people: [{ name: 'Longwave', url: 'https://longwave.example/about' }],
  rights: 'CC BY 4.0 & thanks',
  icon: 'https://longwave.example/icon.png?a=1&b=2',
  logo: 'https://longwave.example/logo.png',
  hub: 'https://hub.example/?a=1&b=2',
});

async function compileBlog() {
  const { findings, compiled } = await compile({
    folder: FOLDER,
    settings: SETTINGS,
    renderers: { feeds: 'golden', pages: 'golden' },
    now: NOW,
    drafts: 'exclude',
  });
  expect(findings).toEqual([]);
  if (!compiled) throw new Error('the golden blog does not compile');
  return createApp(openArchive(compiled.packed), { now: () => NOW });
}

let app: Awaited<ReturnType<typeof compileBlog>>;
beforeAll(async () => {
  app = await compileBlog();
});

// [address, golden document]
const DOCUMENTS = [
  ...FORMATS.map((format) => [feedPath(format), format.file]),
  ['/', 'home.html'],
  ['/posts/launch', 'launch.html'],
  ['/posts/note', 'note.html'],
  ['/nothing', 'not-found.html'],
] as [string, string][];

describe('the golden document', () => {
  it.each(DOCUMENTS)('of %s is %s', async (path, file) => {
    const text = await (await app.request(path)).text();
    await expect(text).toMatchFileSnapshot(`${GOLDEN}/${file}`);
  });

  it.each(FORMATS.filter(({ name }) => name !== 'json'))('of $label is well-formed XML', async (format) => {
    const parser = new SaxesParser({ xmlns: true });
    parser.on('error', (error) => {
      throw error;
    });
    parser.write(await (await app.request(feedPath(format))).text()).close();
  });

  it('is the same on another day, in another time zone, after another compile', async () => {
    const zone = process.env.TZ;
    process.env.TZ = 'Pacific/Chatham';
    const other = await compileBlog();
    process.env.TZ = zone ?? '';
    if (zone === undefined) delete process.env.TZ;
    for (const [path] of DOCUMENTS) {
      const [one, two] = await Promise.all([app.request(path), other.request(path)]);
      expect(await two.text()).toBe(await one.text());
      expect(two.headers.get('ETag')).toBe(one.headers.get('ETag'));
    }
  });
});
