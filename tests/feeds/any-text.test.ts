// Any text that an author can type: an independent parser gets it from the feeds exactly as it was typed.

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decodeHTML } from 'entities';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openArchive } from '../../src/archive/archive.ts';
import { compile } from '../../src/compile/compile.ts';
import { checkSettings } from '../../src/compile/settings/settings.ts';
import { createApp } from '../../src/http/app.ts';
import { FORMATS } from '../../src/routes/formats.ts';
import { feedPath } from '../a-blog.ts';
import { runs } from '../runs.ts';
import { readBack } from './read-back.ts';

const NOW = Date.UTC(2026, 10, 22);
const RUNS = runs(50);

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'longwave-text-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** What people type, and what they paste: markup, entities, control characters, halves of emoji, other directions. */
const SNIPPETS = [
  ...[
    ']]>',
    '&amp;',
    '&',
    '<b>',
    '</title>',
    '<!--',
    '-->',
    '<![CDATA[',
    '"',
    "'",
    '&#8;',
    '&#x1F;',
    '\\',
    '%',
  ],
  ...['\u0000', '\u0001', '\u0002', '\u0008', '\u000B', '\u001F', '\u007F', '\u0085', '\uFFFE', '\uFFFF'],
  ...[
    '\uD83D',
    '\uDE00',
    '\uFEFF',
    '😀',
    '👩‍👩‍👧',
    'שלום',
    '\u202E',
    'é',
    'e\u0301',
    '時刻',
    '\u2028',
    '\u00A0',
  ],
  ...[' ', '\t', '\n', '---', ': ', '# ', '{{', '$&', '$1'],
];
const textOf = (parts: number) =>
  fc
    .array(
      fc.oneof(
        fc.constantFrom(...SNIPPETS),
        fc.string({ unit: 'binary', maxLength: 6 }),
        fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit)),
      ),
      { maxLength: parts },
    )
    .map((drawn) => drawn.join(''));
const anyText = textOf(8);

/** The `Char` of XML 1.0 section 2.2, code point by code point: an oracle that shares no code with the compiler. */
function allowed(text: string): string {
  return [...text]
    .filter((character) => {
      const code = character.codePointAt(0) ?? 0;
      if (code >= 0xd800 && code <= 0xdfff) return false;
      return (
        code === 0x9 || code === 0xa || code === 0xd || (code >= 0x20 && code !== 0xfffe && code !== 0xffff)
      );
    })
    .join('');
}

const onOneLine = (typed: string) =>
  allowed(typed)
    .replace(/[\t\n\r ]+/g, ' ')
    .trim();

/** Markup in which no line begins with a comment or the like, because an unclosed one is an error of the author. */
function inLine(markup: readonly string[]): string {
  return markup.join('').replaceAll('<!', 'x<!');
}

async function publish(post: string, settings: Record<string, unknown> = {}) {
  await writeFile(join(folder, 'post.md'), post);
  const { findings, compiled } = await compile({
    folder,
    settings: checkSettings({
      origin: 'https://longwave.example',
      title: 'Longwave',
      description: 'Feeds',
      language: 'en',
      author: 'Longwave',
      deadLinks: 'warning',
      ...settings,
    }),
    templates: { feeds: '', pages: '' },
    now: NOW,
    drafts: 'exclude',
    prerender: 'nothing',
  });
  const errors = findings.filter(({ severity }) => severity === 'error');
  // The compiler rejects a relative address of a missing file, and a comment that hides the rest of the post.
  fc.pre(errors.every(({ message }) => !/^there is no file|is not an address|is never closed/.test(message)));
  if (!compiled) throw new Error(JSON.stringify(errors));
  const app = createApp(openArchive(compiled.packed), { now: () => NOW });
  return Promise.all(
    FORMATS.map(async (format) => readBack(format, await (await app.request(feedPath(format))).text())),
  );
}

/**
 * Front matter with every string as JSON, which YAML reads as well. The two characters that JSON does not escape
 * and the compiler removes from the file are escaped as well, because removing one could join two halves of a pair.
 */
function frontMatter(fields: Record<string, unknown>): string {
  const json = (value: unknown) =>
    JSON.stringify(value).replace(
      /[\uFFFE\uFFFF]/g,
      (character) => `\\u${character.charCodeAt(0).toString(16)}`,
    );
  const lines = Object.entries(fields).map(([name, value]) => `${name}: ${json(value)}\n`);
  return `---\n${lines.join('')}---\n`;
}

describe('any text', { timeout: 120_000 }, () => {
  it('in the fields of a post comes back as typed in every format', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.record({
          title: anyText,
          summary: anyText,
          tags: fc.array(anyText, { maxLength: 3 }),
          author: anyText,
          alt: anyText,
          attachment: anyText,
          id: anyText,
        }),
        async ({ title, summary, tags, author, alt, attachment, id }) => {
          const name = onOneLine(author);
          const feeds = await publish(
            frontMatter({
              title: `T${title}`,
              date: '2026-01-01',
              summary,
              tags,
              ...(name && { author }),
              id: `i${id}`,
              image: 'https://media.example/a.png?a=1&b=2',
              image_alt: alt,
              enclosures: [
                {
                  url: 'https://media.example/a.mp3?a=1&b=2',
                  type: 'audio/mpeg',
                  length: '7',
                  title: attachment,
                },
              ],
            }),
          );
          for (const { entries } of feeds) {
            expect(entries).toHaveLength(1);
            const alternative = / alt="([^"]*)"/.exec(entries[0]?.content ?? '')?.[1] ?? '';
            expect(decodeHTML(alternative)).toBe(onOneLine(alt));
            expect(entries[0]).toEqual({
              id: onOneLine(`i${id}`),
              url: 'https://longwave.example/posts/post',
              title: onOneLine(`T${title}`),
              published: '2026-01-01T00:00:00.000Z',
              updated: '2026-01-01T00:00:00.000Z',
              summary: onOneLine(summary) || onOneLine(`T${title}`),
              content: expect.stringMatching(/^<figure><img [^>]*><\/figure>$/),
              authors: [name || 'Longwave'],
              tags: [...new Set(tags.map((tag) => onOneLine(tag).normalize('NFC')))].filter(
                (tag) => tag !== '',
              ),
              enclosures: [{ url: 'https://media.example/a.mp3?a=1&b=2', type: 'audio/mpeg', length: 7 }],
              image: 'https://media.example/a.png?a=1&b=2',
              lang: 'en',
            });
          }
        },
      ),
      RUNS,
    );
  });

  it('in the body comes back as typed in every format', async () => {
    await fc.assert(
      fc.asyncProperty(textOf(24), async (typed) => {
        const feeds = await publish(
          `---\ndate: 2026-01-01\n---\n~~~~~~~~~~~~\n${typed}\n~~~~~~~~~~~~\n\nEnd.\n`,
        );
        // A file is UTF-8, in which half of a surrogate pair becomes U+FFFD.
        const saved = new TextDecoder('utf-8', { ignoreBOM: true }).decode(new TextEncoder().encode(typed));
        const expected = allowed(`${saved}\n`.replace(/\r\n?/g, '\n')).slice(0, -1);
        for (const { entries } of feeds) {
          const code = /<pre><code>([\s\S]*)\n<\/code><\/pre>/.exec(entries[0]?.content ?? '')?.[1] ?? '';
          expect(decodeHTML(code)).toBe(expected);
          expect(entries[0]?.content).toBe(feeds[0]?.entries[0]?.content);
        }
      }),
      RUNS,
    );
  });

  it('as Markdown and raw HTML makes no document invalid, and no two formats different', async () => {
    const markup = fc.array(
      fc.oneof(
        anyText,
        fc.constantFrom(
          '<div>',
          '</p>',
          '<a href="x:y">',
          '[a](',
          ')',
          '![',
          '](#x)',
          '`',
          '**',
          '\n\n',
          '> ',
          '- ',
          '| a |\n| - |\n',
          '[^1]',
          '\n[^1]: ',
        ),
      ),
      { maxLength: 12 },
    );
    await fc.assert(
      fc.asyncProperty(markup, async (parts) => {
        const feeds = await publish(`---\ntitle: T\ndate: 2026-01-01\n---\n${inLine(parts)}\n`);
        const [first, ...others] = feeds.map(({ entries }) => entries);
        for (const other of others) expect(other).toEqual(first);
      }),
      RUNS,
    );
  });

  it('in the settings of the site comes back as typed in every format', async () => {
    await fc.assert(
      fc.asyncProperty(anyText, anyText, anyText, async (title, description, rights) => {
        const feeds = await publish('---\ntitle: T\ndate: 2026-01-01\n---\n', {
          title: `T${title}`,
          description: `D${description}`,
          rights: `R${rights}`,
        });
        for (const feed of feeds) {
          expect(feed.title).toBe(onOneLine(`T${title}`));
          expect(feed.description).toBe(onOneLine(`D${description}`));
        }
      }),
      RUNS,
    );
  });
});
