// Hostile posts: front matter, Markdown, HTML and Unicode put together at random from what has broken other programs.

import fc from 'fast-check';
import { htmlSoup } from '../compile/html/soup.ts';

const UNICODE = [
  '\u0000',
  '\u0007',
  '\u0008',
  '\u000b',
  '\u001b[31m',
  '\u0085',
  '\u00a0',
  '\u00ad',
  '\u0301',
  '\u200b',
  '\u200d',
  '\u2028',
  '\u2029',
  '\u202e',
  '\ufeff',
  '\ufffe',
  '\uffff',
  '\u{1f4fb}',
  '\u{1f468}\u200d\u{1f469}\u200d\u{1f467}',
  'J\u030c',
  '\u03aa\u0301',
  'İ',
  'ß',
  'ﬁ',
  '時刻',
  'שלום',
  '\u{e0001}',
  '\u{10ffff}',
];

const word = fc.oneof(
  fc.constantFrom('radio', 'a', 'The', '1', '-', ...UNICODE),
  fc.string({ unit: 'binary', maxLength: 8 }),
);
const text = fc.array(word, { maxLength: 8 }).map((words) => words.join(' '));

const MARKS = [
  ...'* ** _ __ ~~ ` `` ``` ~~~ # ###### > >>> - 1. 99999999999. | |- [ ] ( ) ![ ](  < > <!-- --> & &amp; &#0;'.split(
    ' ',
  ),
  ...[
    '&#x110000;',
    '\\',
    '\\\n',
    '  \n',
    '\t',
    '[^1]',
    '[^1]: ',
    '[x]: ',
    '[x]',
    '- [ ] ',
    '***',
    '---',
    '===',
  ],
  ...[
    '<https://e/))))>',
    'https://e/(((',
    'www.',
    'a@b',
    '$$',
    '{{',
    '}}',
    '{%',
    '%}',
    '<?php',
    ']]>',
    '<![CDATA[',
  ],
  ...[
    '[a](javascript:x())',
    '![x](data:image/png;base64,AAAA)',
    '[x](<a b>)',
    '[x](#no)',
    '[x](//e)',
    '![](http://e/x.png)',
  ],
  ...[
    '{: .c #i}',
    '{:toc}',
    '{:n: .c}',
    '{::comment}',
    '{:/}',
    '{#i}',
    '{.c}',
    '> [!NOTE]\n',
    ':::note\n',
    ':::',
  ],
  ...[
    '$x$',
    '\\frac{',
    '\\(',
    '\\)',
    '\n\\[\n',
    ':tada:',
    '==',
    '%%',
    ' ^b',
    '\n: ',
    '*[A]: ',
    '[[toc]]',
    '<!--more-->',
    '?>',
  ],
];
const LANGUAGES = ['ts', 'tsx', 'ini', 'java', 'scss', 'markdown', 'html', 'xml', 'json', 'nothing', ''];

const monster = fc.oneof(
  fc
    .tuple(
      fc.constantFrom(...MARKS, 'a---', 'f', '<b>', '<title>', '<table>', '\u0001'),
      fc.integer({ min: 2, max: 400 }),
    )
    .map(([piece, count]) => piece.repeat(count)),
  fc
    .tuple(
      fc.constantFrom(...LANGUAGES),
      fc.constantFrom('deadbeef', '[a](', '<a>', '{', '"', '\\'),
      fc.nat(300),
    )
    .map(([language, piece, count]) => `\`\`\`${language}\n${piece.repeat(count)}\n\`\`\``),
  fc.nat(60).map((depth) => `${'>'.repeat(depth)} deep`),
  fc.nat(60).map((depth) => Array.from({ length: depth }, (_, n) => `${'  '.repeat(n)}- deep`).join('\n')),
  fc.nat(40).map((count) => `<img srcset="a${','.repeat(count)}b">`),
  fc
    .nat(20)
    .map(
      (columns) => `|${' a |'.repeat(columns)}\n|${'---|'.repeat(columns)}\n|${' b |'.repeat(columns + 3)}`,
    ),
);

/** What other programs read besides Markdown. */
const TEMPLATES = [
  ...[
    '{%',
    '%}',
    '{{',
    '}}',
    '{{<',
    '>}}',
    '{{%',
    '%}}',
    '{#',
    '#}',
    '{',
    '}',
    '/>',
    '[[',
    ']]',
    '![[',
    '%%',
    '$$',
  ],
  ...[
    'raw',
    'endraw',
    'highlight js',
    'endhighlight',
    'if x',
    'endif',
    'note',
    'end',
    '/note',
    'assign a = "b"',
    'site.url',
  ],
  ...[
    '{% a %}',
    '{% enda %}',
    '{{< figure src="a" >}}',
    '{{% /a %}}',
    '{{ a | b: "c" }}',
    '{{ a(b="c") }}',
    '<A b={c} />',
    '</A>',
  ],
  ...[
    '[caption]',
    '[/caption]',
    '[embed]',
    '[youtube a',
    'import a from "b"\n',
    'export const a = {\n',
    '{/*',
    '*/}',
    '\n',
  ],
];
const template = fc
  .array(fc.oneof(fc.constantFrom(...TEMPLATES), word), { maxLength: 12 })
  .chain((parts) => fc.constantFrom('', ' ').map((between) => parts.join(between)));

const markdown = fc
  .array(
    fc.oneof(
      { weight: 3, arbitrary: text },
      {
        weight: 3,
        arbitrary: fc.array(fc.constantFrom(...MARKS), { maxLength: 6 }).map((marks) => marks.join('')),
      },
      { weight: 2, arbitrary: htmlSoup },
      { weight: 2, arbitrary: template },
      { weight: 1, arbitrary: monster },
    ),
    { maxLength: 8 },
  )
  .chain((parts) => fc.constantFrom('', ' ', '\n', '\n\n').map((between) => parts.join(between)));

const VALUES = [
  ...[
    '',
    '~',
    'null',
    'true',
    'no',
    '0',
    '-1',
    '1e999',
    '.inf',
    '.nan',
    '0x7f',
    '007',
    '2026-02-30',
    '10:30',
    'soon',
  ],
  ...[
    '[]',
    '{}',
    '[a, [b]]',
    '{a: {b: c}}',
    '[[[[[[]]]]]]',
    '&x [*x]',
    '*nothing',
    '!!js/function "x"',
    '!!binary AAAA',
  ],
  ...[
    '"\\u0000"',
    '"\\uD800"',
    '|\n  a\n  b',
    '>-\n  a',
    '? a',
    '@',
    '`',
    '%',
    '- a\n - b',
    'a: b: c',
    '<<: *x',
    '"open',
  ],
  ...[
    '../../etc/passwd',
    '/posts/post-1',
    'javascript:x()',
    'http://',
    'http://[',
    'https://e/%zz',
    'nothing.png',
    '__proto__',
  ],
];
const FIELDS =
  'title date updated slug id summary tags author authors lang draft feed link via image image_alt enclosures audio aliases __proto__ constructor toString nothing'.split(
    ' ',
  );
const value = fc.oneof(
  fc.constantFrom(...VALUES),
  text.map((words) => JSON.stringify(words)),
  text,
);
const field = fc.tuple(fc.constantFrom(...FIELDS), value).map(([name, given]) => `${name}: ${given}`);

const plain = fc.constantFrom(
  'title: A post\ndate: 2026-01-01',
  'date: 2026-01-01',
  'date: 2026-01-01\ntags: [a, b]',
);

const front = fc.oneof(
  { weight: 4, arbitrary: plain },
  { weight: 4, arbitrary: fc.tuple(plain, field).map((lines) => lines.join('\n')) },
  { weight: 2, arbitrary: fc.array(field, { maxLength: 5 }).map((lines) => lines.join('\n')) },
);

/** The text of a post. About half of them have no error. */
export const hostilePost = fc
  .tuple(fc.constantFrom('---', '---', '---', '---', '---', '---js', '+++', ''), front, markdown)
  .map(([fence, fields, body]) => `${fence}\n${fields}\n${fence.slice(0, 3)}\n${body}\n`);
