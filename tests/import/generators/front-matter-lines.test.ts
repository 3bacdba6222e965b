// Front matter lines: what an import adds to a file that it leaves as it is.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseFrontMatter } from '../../../src/compile/posts/front-matter.ts';
import { withFields, withoutDoubleFields } from '../../../src/import/generators/front-matter-lines.ts';

const FIELDS = { id: 'https://a.example/b/', feed: false };

describe('fields are added', () => {
  it.each<[string, string, string]>([
    [
      'below the opening line of YAML',
      '---\ntitle: A\n---\nText.\n',
      '---\nid: https://a.example/b/\nfeed: false\ntitle: A\n---\nText.\n',
    ],
    [
      'in TOML as TOML',
      '+++\ntitle = "A"\n+++\nText.\n',
      '+++\nid = "https://a.example/b/"\nfeed = false\ntitle = "A"\n+++\nText.\n',
    ],
    [
      'in JSON as JSON',
      '{\n  "title": "A"\n}\nText.\n',
      '{\n  "id": "https://a.example/b/",\n  "feed": false,\n  "title": "A"\n}\nText.\n',
    ],
    [
      'in empty JSON without a comma at the end',
      '{\n}\nText.\n',
      '{\n  "id": "https://a.example/b/",\n  "feed": false\n}\nText.\n',
    ],
    [
      'above a text without front matter',
      'Text.\n',
      '---\nid: https://a.example/b/\nfeed: false\n---\n\nText.\n',
    ],
    [
      'with the line ends of the file',
      '---\r\ntitle: A\r\n---\r\nText.\r\n',
      '---\r\nid: https://a.example/b/\r\nfeed: false\r\ntitle: A\r\n---\r\nText.\r\n',
    ],
    [
      'with the indentation of the others',
      '---\n # x\n title: A\n tags:\n  - b\n id: 7\n---\nText.\n',
      '---\n id: https://a.example/b/\n feed: false\n # x\n title: A\n tags:\n  - b\n---\nText.\n',
    ],
    [
      'in place of a field of that name',
      '---\ntitle: A\nId: 7\nfeed: true\n---\n',
      '---\nid: https://a.example/b/\nfeed: false\ntitle: A\n---\n',
    ],
    [
      'in place of a field of several lines',
      '---\nid:\n  - a\n\n  - b\ntitle: A\n---\n',
      '---\nid: https://a.example/b/\nfeed: false\ntitle: A\n---\n',
    ],
    [
      'above the tables of TOML, whose fields stay',
      '+++\nid = 1\n[extra]\nid = 2\n+++\n',
      '+++\nid = "https://a.example/b/"\nfeed = false\n[extra]\nid = 2\n+++\n',
    ],
    [
      'in place of a member of JSON',
      '{\n  "id": 7,\n  "title": "A"\n}\n',
      '{\n  "id": "https://a.example/b/",\n  "feed": false,\n  \n  "title": "A"\n}\n',
    ],
  ])('%s', (_, before, after) => {
    expect(withFields(before, FIELDS)).toBe(after);
  });

  it('not at all when there are none', () => {
    expect(withFields('---\ntitle: A\n---\n', { id: undefined })).toBe('---\ntitle: A\n---\n');
  });

  it('not in front matter without an end', () => {
    expect(withFields('---\ntitle: A\n', FIELDS)).toBe('---\ntitle: A\n');
  });
});

it('a text of any kind is read back as it was given', () => {
  const value = fc
    .string({ minLength: 1 })
    .filter((text) => text.trim() === text && !/[\n\r\p{Cc}\u2028\u2029\uFEFF\uFFFE\uFFFF]/u.test(text));
  fc.assert(
    fc.property(
      value,
      fc.constantFrom('---\ntitle: A\n---\nText.', '+++\ntitle = "A"\n+++\nText.', 'Text.'),
      (title, text) => {
        const { data, body } = parseFrontMatter(withFields(text, { title }));
        expect(data.title).toBe(title);
        expect(body).toContain('Text.');
      },
    ),
  );
});

describe('of a field that is written twice, the last one stays', () => {
  it.each<[string, string]>([
    ['---\ntitle: A\ndate: 1\ntitle: B\n---\nText.\n', '---\ndate: 1\ntitle: B\n---\nText.\n'],
    ['---\ntags:\n  - a\n- b\n\n# c\nx: 1\ntags: d\n---\n', '---\n\n# c\nx: 1\ntags: d\n---\n'],
    ['---\r\na: 1\r\na: 2\r\n---\r\na: 3\r\n', '---\r\na: 2\r\n---\r\na: 3\r\n'],
  ])('%j', (text, made) => {
    expect(withoutDoubleFields(text)).toBe(made);
  });

  it.each(['---\na: 1\nb:\n  a: 2\n---\n', 'a: 1\na: 2\n', '---\na: 1\na: 2\n', '+++\na = 1\na = 2\n+++\n'])(
    'and %j stays as it is',
    (text) => {
      expect(withoutDoubleFields(text)).toBe(text);
    },
  );
});
