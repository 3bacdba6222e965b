// Original Markdown: random posts, and what any Markdown makes of one, in a form in which two can be compared.

import fc from 'fast-check';
import { Parser } from 'htmlparser2';
import { renderMarkdown } from '../../../src/compile/markdown/markdown.ts';

const WORDS = [
  ...[
    'a',
    'b',
    'radio',
    'wave',
    'größe',
    '時刻',
    '😀',
    '1',
    '12',
    'x_y',
    "don't",
    '"quoted"',
    'R & D',
    'AT&T',
  ],
  ...[
    'a < b',
    'a > b',
    '3.5',
    '1986.',
    '2)',
    '-5',
    '#tag',
    '(so)',
    'end.',
    'why?',
    'wow!',
    '...',
    '--',
    '50%',
    '$1',
  ],
];
const INLINE = [
  ...[
    '*a*',
    '**b**',
    '_c_',
    '__d__',
    '*two words*',
    '**so!**',
    '*a\nb*',
    '`code`',
    '`a *b* <c> &amp; \\ [d]`',
  ],
  ...[
    '[link](https://e.org/a_b_c?x=1&y=2)',
    '[two\nlines](http://e.org "Title & more")',
    '[`c` and d](https://e.org/#p)',
  ],
  ...[
    '![alt](https://e.org/i.png)',
    '![](https://e.org/i_1.png)',
    '<https://e.org/?a=1&b=2>',
    '[ref][one]',
    '[one][]',
  ],
  ...[
    '[one]',
    '![alt](i.png)',
    '![alt](https://e.org/i.png "T")',
    '[l](/a)',
    '[l](https://e.org/(x))',
    '[l](<https://e.org>)',
  ],
  ...[
    "[l](https://e.org 'T')",
    '[l](https://e.org (T))',
    '[none][none]',
    '[one] [one]',
    '[x]',
    '[ ] todo',
    '[^1]',
    '<me@e.org>',
  ],
  ...[
    'https://e.org',
    'www.e.org',
    'me@e.org',
    '~~a~~',
    '~a~',
    'a*b*c',
    'a_b_c',
    '***a***',
    '**a*b**',
    '* a *',
    '**',
    '_',
  ],
  ...[
    '\\*',
    '\\',
    '\\\n',
    '``a ` b``',
    '` a `',
    '&amp;',
    '&copy;',
    '&copy',
    '&#65;',
    '<b>x</b>',
    '<!-- c -->',
    '<br>',
    '<div>',
  ],
  ...[
    '<x',
    '|',
    '| a |',
    ':',
    '=',
    '===',
    '---',
    '!',
    '[',
    ']',
    '](',
    '![',
    '`',
    '  \nbreak',
    ' \nsoft',
    '*a*b',
    '"*a*"',
    '*a*,',
  ],
];
const inline = fc
  .array(fc.oneof({ weight: 5, arbitrary: fc.constantFrom(...WORDS) }, fc.constantFrom(...INLINE)), {
    minLength: 1,
    maxLength: 4,
  })
  .chain((pieces) => fc.constantFrom(' ', ' ', ' ', '\n', '').map((between) => pieces.join(between)));
/** Inline text that is often plain. */
const simple = fc
  .array(
    fc.oneof(
      { weight: 3, arbitrary: fc.constantFrom(...WORDS.slice(0, 20)) },
      fc.constantFrom(...INLINE.slice(0, 17)),
    ),
    { minLength: 1, maxLength: 5 },
  )
  .map((pieces) => pieces.join(' '));
const text = fc.oneof({ weight: 2, arbitrary: simple }, inline);

const prefixed = (prefix: string) => (given: string) => given.replace(/^/gm, prefix);
const list = (mark: (index: number) => string, between: string) =>
  fc
    .array(text, { minLength: 1, maxLength: 3 })
    .map((items) => items.map((item, index) => `${mark(index)} ${item}`).join(between));
const block = fc.oneof(
  { weight: 4, arbitrary: text },
  ...['#', '##', '######'].map((mark) => text.map((given) => `${mark} ${given}`)),
  text.map((given) => `## ${given} ##`),
  text.map((given) => `${given}\n===`),
  text.map((given) => `${given}\n----`),
  text.map(prefixed('> ')),
  fc.tuple(text, text).map((given) => given.map(prefixed('> ')).join('\n>\n')),
  text.map((given) => `> ${given}`),
  list(() => '-', '\n'),
  list(() => '*', '\n'),
  list((index) => `${index + 1}.`, '\n'),
  list(() => '1)', '\n'),
  list(() => '7.', '\n'),
  list(() => '+', '\n\n'),
  list(() => '-', '\n').map((given) => given.replace(/\n(?!- )/g, '\n  ')),
  list((index) => '-*+'.charAt(index), '\n'),
  list(() => '-', '\n').chain((outer) => text.map((inner) => `${outer}\n    - ${inner}`)),
  text.map(prefixed('    ')),
  text.map((given) => `\t${given}`),
  text.map((given) => `\`\`\`\n${given}\n\`\`\``),
  fc.constantFrom(
    '---',
    '***',
    '* * *',
    '___',
    '- - -',
    '| a | b |\n|---|---|\n| 1 | 2 |',
    '[^1]: Note',
    '<div>\nraw\n</div>',
  ),
  fc.constantFrom(
    '[one]: https://e.org/one',
    '[one]: https://e.org/1 "T"\n[two]: https://e.org/2',
    '[One]: /one',
    '[one]:\nhttps://e.org',
  ),
);

/** A random post; about every third is plain. */
export const aPost = fc
  .array(block, { minLength: 1, maxLength: 4 })
  .chain((blocks) =>
    fc.constantFrom('\n\n', '\n\n', '\n\n', '\n\n\n', '\n', '\n \n').map((between) => blocks.join(between)),
  );

/** The HTML for feed readers. */
export function forReaders(body: string): string {
  const resolve = (address: string) => ({
    page: address,
    readers: new URL(address, 'https://blog.example/').href,
  });
  const ignore = () => {};
  const context = { slug: 'post', typography: 'plain' as const, resolve, warn: ignore, unclosed: ignore };
  return renderMarkdown(body, context).readers;
}

/** The elements and text of HTML, without what makes no difference to a reader: white space, ids, figures. */
export function essenceOf(html: string): string {
  let written = '';
  let isCode = false;
  const parser = new Parser(
    {
      onopentag(name, { href, src, alt, title }) {
        if (name === 'pre') isCode = true;
        const address = href ?? src;
        const parts = [address && new URL(address).href, alt, title || undefined];
        written += `<${[name === 'figure' ? 'p' : name, ...parts.filter((part) => part !== undefined)].join(' ')}>`;
      },
      ontext(given) {
        written += isCode ? given : given.replace(/\s+/g, ' ');
      },
      onclosetag(name) {
        if (name === 'pre') isCode = false;
        written += `</${name === 'figure' ? 'p' : name}>`;
      },
    },
    { decodeEntities: true },
  );
  parser.end(html);
  const blocks = '(?:p|h\\d|li|ul|ol|blockquote|pre|hr|br)';
  return written
    .replace(/\n+<\/code>/g, '</code>')
    .replace(new RegExp(` *(</?${blocks}(?: [^>]*)?>) *`, 'g'), '$1')
    .replace(/ +/g, ' ')
    .trim();
}
