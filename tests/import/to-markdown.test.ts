// HTML to Markdown: what old posts say, in the Markdown of new ones, and the same to readers.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { attribute, elementsIn } from '../../src/compile/html/elements.ts';
import { textOf as textOfTree } from '../../src/compile/html/text-of.ts';
import { parseHtml } from '../../src/import/markdown/parse.ts';
import { renderedPage } from '../../src/import/markdown/render.ts';
import { toMarkdown } from '../../src/import/markdown/to-markdown.ts';
import { runs } from '../runs.ts';

describe('HTML that Markdown can say', () => {
  it.each([
    ['a paragraph', '<p>One\n two</p>', 'One two'],
    ['text without a paragraph', 'One <b>two</b>', 'One **two**'],
    ['two line breaks', 'One<br><br>Two<br />three', 'One\n\nTwo\\\nthree'],
    ['divisions', '<div>One<div>Two</div></div>', 'One\n\nTwo'],
    ['emphasis with spaces inside', '<p>a<em> b </em>c</p>', 'a _b_ c'],
    [
      'characters with a meaning in Markdown',
      '<p>1. a*b_c `d` [e] &lt;f&gt;</p>',
      '1\\. a\\*b_c \\`d\\` \\[e] \\<f>',
    ],
    ['a heading', '<h2>Two</h2>', '## Two'],
    ['a heading in another script', '<h3>ラジオ</h3>', '### ラジオ'],
    [
      'code of several lines in a paragraph',
      '<p><code lang="php"><br />\na<br />\n&nbsp; b<br />\n</code></p>',
      '```php\na\n  b\n```',
    ],
    ['a heading with the id that it has anyway', '<h2 id="the-end">The end</h2>', '## The end'],
    ['a list', '<ul><li>a</li><li>b<ol><li>c</li></ol></li></ul>', '- a\n- b\n  1. c'],
    ['a quote', '<blockquote><p>a</p><p>b</p></blockquote>', '> a\n>\n> b'],
    [
      'a link',
      '<a href="https://a.example/?b=1&amp;c=2" target="_blank" rel="noopener">d</a>',
      '[d](https://a.example/?b=1\\&c=2)',
    ],
    [
      'a picture',
      '<img src="a.png" alt="A" class="size-full wp-image-3" width="9" height="9">',
      '![A](a.png)',
    ],
    ['an address with a line end', '<a href="https://a.example/b\n/c">d</a>', '[d](https://a.example/b/c)'],
    ['a pixel that counts readers', '<p>a<img src="https://count.example/1" height="1" width="1"></p>', 'a'],
    [
      'a picture of an emoji',
      '<p>a <img src="https://s.example/emoji/1.png" alt="🔥" class="wp-smiley"></p>',
      'a 🔥',
    ],
    [
      'a picture with a caption',
      '<figure><img src="a.png"><figcaption>A "b"</figcaption></figure>',
      '![](a.png "A \\"b\\"")',
    ],
    ['a figure around code', '<figure class="highlight"><pre><code>a</code></pre></figure>', '```\na\n```'],
    [
      'code of a named language',
      '<pre class="brush: php">&lt;?php\n\n$a;</pre>',
      '```php\n<?php\n\n$a;\n```',
    ],
    [
      'highlighted code',
      '<div class="language-js highlighter-rouge"><pre><code><span class="k">let</span> a</code></pre></div>',
      '```js\nlet a\n```',
    ],
    [
      'a table',
      '<table><thead><tr><th>a</th><th style="text-align: right">b</th></tr></thead><tbody><tr><td>1</td><td style="text-align:right">2|3</td></tr></tbody></table>',
      '| a |    b |\n| - | ---: |\n| 1 | 2\\|3 |',
    ],
    ['emphasis within a word', '<p>un<em>believ</em>able</p>', 'un*believ*able'],
    ['emphasis in a language without spaces', '<p>これは<em>重要</em>です</p>', 'これは*重要*です'],
    ['a caption without a figure', '<p>a</p><figcaption>b</figcaption>', 'a\n\nb'],
    ['a list that is directly in a list', '<ul><li>a</li><ul><li>b</li></ul></ul>', '- a\n  - b'],
    [
      'a table with paragraphs and line breaks in its cells',
      '<table><tr><th><p>A</p></th></tr><tr><td><p>b<br>c</p></td></tr></table>',
      '| A      |\n| ------ |\n| b<br>c |',
    ],
    ['a link around blocks', '<a href="/a"><p>b</p><p>c</p></a>', '[b](/a)\n\n[c](/a)'],
    ['a link around a division', '<a href="/a"><div><img src="b.png"></div></a>', '[![](b.png)](/a)'],
    ['bold text around blocks', '<b><p>a</p><p>b</p></b>', '**a**\n\n**b**'],
    ['code that names its language alone', '<pre lang="ruby"><code>a</code></pre>', '```ruby\na\n```'],
    ['code of the class of a highlighter', '<pre><code class="js">a</code></pre>', '```js\na\n```'],
    [
      'a text pasted from Google Docs',
      '<b style="font-weight:normal" id="docs-internal-guid-1"><p dir="ltr"><span style="font-weight:700">a</span> <span style="font-style:italic">b</span></p></b>',
      '**a** _b_',
    ],
    [
      'a text pasted from Word',
      '<p class="MsoNormal"><span lang="EN-US">a<o:p></o:p></span></p><p class="MsoNormal"><o:p>&nbsp;</o:p></p><p class="MsoListParagraph"><!--[if !supportLists]--><span>·<span>&nbsp;&nbsp; </span></span><!--[endif]-->b</p><p class="MsoListParagraph"><span>·&nbsp; </span>c <b>d</b></p>',
      'a\n\n- b\n- c **d**',
    ],
    [
      'a numbered list of Word',
      '<p class="MsoListParagraph">1.&nbsp; a</p><p class="MsoListParagraph">2.&nbsp; b</p>',
      '1. a\n2. b',
    ],
    [
      'a list of Word that begins later, and a paragraph of its class that is none',
      '<p class="MsoListParagraph">3)&nbsp; a</p><p class="MsoListParagraph">I think so.</p>',
      '3. a\n\nI think so.',
    ],
    [
      'a picture of Blogger with its caption',
      '<table class="tr-caption-container"><tbody><tr><td><a href="/a.jpg"><img border="0" src="/b.jpg"></a></td></tr><tr><td class="tr-caption">A dial</td></tr></tbody></table>',
      '[![](/b.jpg "A dial")](/a.jpg)',
    ],
    ['a form that is around text', '<form><p>a</p><input type="hidden" name="b"></form>', 'a'],
    [
      'a form',
      '<p>a</p><form><label>Email</label><input type="email"><button>Subscribe</button></form><button>b</button>',
      'a',
    ],
    [
      'a film for a plug-in that is no more',
      '<object><param name="movie" value="http://www.youtube.com/v/abcdefghijk&hl=en"><embed src="http://www.youtube.com/v/abcdefghijk&hl=en"></object>',
      '<p><iframe src="https://www.youtube.com/embed/abcdefghijk" allowfullscreen></iframe></p>',
    ],
    [
      'code of a gist',
      '<script src="https://gist.github.com/ada/1a.js"></script>',
      '<https://gist.github.com/ada/1a>',
    ],
    [
      'a tweet',
      '<blockquote class="twitter-tweet"><p lang="en" dir="ltr">a</p>&mdash; Ada <a href="https://twitter.com/a/status/1">May 1</a></blockquote><script src="https://platform.twitter.com/widgets.js"></script>',
      '> a\n>\n> — Ada [May 1](https://twitter.com/a/status/1)',
    ],
    ['a picture in place of a lazy one', '<img src="/images/blank.gif" data-original="a.png">', '![](a.png)'],
    [
      'a lazy picture that is small at first',
      '<img class="lazyload" src="a-9x9.png" data-src="a.png">',
      '![](a.png)',
    ],
    ['a picture of which only other sizes are named', '<img srcset="a.png 300w, b.png 900w">', '![](b.png)'],
    [
      'a fallback before a lazy picture',
      '<noscript><img src="a.png"></noscript><img src="data:image/gif;base64,R0" data-src="a.png">',
      '![](a.png)',
    ],
    [
      'a lazy picture',
      '<img src="data:image/gif;base64,R0" data-src="a.png"><noscript><img src="a.png"></noscript>',
      '![](a.png)',
    ],
    [
      'text that looks like a template',
      '<p>{{ a }} {% b %} [youtube]</p><div lang="de">{{&lt; c >}} [gallery]</div><p><a href="/{{d}}">e</a> <code>{{ f }}</code></p>',
      '&#123;{ a }} &#123;% b %} \\[youtube]\n\n<div lang="de"><p>&#123;{&lt; c &gt;}} &#91;gallery]</p></div>\n\n[e](/%7B%7Bd%7D%7D) `{{ f }}`',
    ],
    ['nothing', '<p>&nbsp;</p><div><br></div><!-- a --><script>b()</script>', ''],
  ])('%s', (_, html, markdown) => {
    expect(toMarkdown(html).trim()).toBe(markdown);
  });
});

describe('HTML that Markdown cannot say stays HTML:', () => {
  it.each([
    [
      'within a line',
      '<p>H<sub>2</sub>O, <kbd>Esc</kbd> and <u>a <b>b</b></u></p>',
      'H<sub>2</sub>O, <kbd>Esc</kbd> and <u>a **b**</u>',
    ],
    ['a sized picture', '<p>a <img src="a.png" width="20"></p>', 'a <img src="a.png" width="20">'],
    ['a heading with another id', '<h2 id="x">Two</h2>', '<h2 id="x">Two</h2>'],
    [
      'a table without a header',
      '<table><tr><td>a</td></tr></table>',
      '<table><tbody><tr><td>a</td></tr></tbody></table>',
    ],
    [
      'cells that span others',
      '<table><thead><tr><th colspan="2">a</th></tr></thead></table>',
      '<table><thead><tr><th colspan="2">a</th></tr></thead></table>',
    ],
    ['a video', '<video src="a.mp4" controls></video>', '<video src="a.mp4" controls></video>'],
    [
      'a frame',
      '<iframe src="https://www.youtube.com/embed/a" allowfullscreen></iframe>',
      '<p><iframe src="https://www.youtube.com/embed/a" allowfullscreen></iframe></p>',
    ],
    ['definitions', '<dl><dt>a</dt><dd>b</dd></dl>', '<dl><dt>a</dt><dd>b</dd></dl>'],
    ['a link in code', '<pre>a\n\n<a href="/b">b</a></pre>', '<pre>a&#10;\n<a href="/b">b</a></pre>'],
    ['bold text that signs and letters touch', '<p>a<b>“b”</b>c</p>', 'a<strong>“b”</strong>c'],
    ['a poem in another language', '<pre lang="de">a</pre>', '<pre lang="de"><code>a</code></pre>'],
    ['another language', '<p>a <em lang="fr">b</em></p>', 'a <em lang="fr">b</em>'],
  ])('%s', (_, html, markdown) => {
    expect(toMarkdown(html).trim()).toBe(markdown);
  });
});

const LEVELS = 6000;

describe('HTML that is nested too deeply', () => {
  it.each(['div', 'blockquote', 'ul><li', 'b', 'table><tr><td'])(
    'with <%s>, has its text, links and pictures',
    (tag) => {
      const html = `<p>a</p>${`<${tag}>`.repeat(LEVELS)}b <a href="/c">d</a><script>x</script><br>e &amp; <img src="f.png">`;
      expect(toMarkdown(html)).toBe('a\n\nb [d](/c)\\\ne & ![](f.png)\n');
    },
  );
});

describe('addresses', () => {
  const place = { base: 'https://old.example/2015/a/', origin: 'https://old.example' };

  it.each([
    ['b.png', 'https://old.example/2015/a/b.png'],
    ['../c', 'https://old.example/2015/c'],
    ['/d', '/d'],
    ['#e', '#e'],
    ['https://f.example/', 'https://f.example/'],
    ['mailto:g@h.example', 'mailto:g@h.example'],
  ])('%s leads to %s, as it did', (typed, address) => {
    expect(toMarkdown(`<a href="${typed}">x y</a>`, place).trim()).toBe(`[x y](${address})`);
  });

  it('that begin with a slash are absolute when they lead to another site', () => {
    const elsewhere = { ...place, origin: 'https://new.example' };
    expect(toMarkdown('<a href="/d">x</a>', elsewhere).trim()).toBe('[x](https://old.example/d)');
  });
});

const words = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom('a', 'two words', ' b', 'c ', '日本', '«d»', 'x.', '"q"', "it's") },
  {
    weight: 3,
    arbitrary: fc.constantFrom(
      '*',
      '_',
      '`',
      '[',
      ']',
      '(',
      '!',
      '#',
      '1.',
      '-',
      '+',
      '~',
      '|',
      '<',
      '&',
      '\\',
      ':',
      '=',
    ),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      '&amp;',
      '&lt;b&gt;',
      '&nbsp;',
      'www.a.example',
      'https://b.example/c_d_e',
      'a@b.example',
      '\n',
      '    ',
    ),
  },
);
const escaped = (text: string) => text.replace(/&(?![a-z]+;)/g, '&amp;').replace(/</g, '&lt;');
const phrase = fc.array(words, { minLength: 1, maxLength: 5 }).map((parts) => escaped(parts.join('')));
const wrapped = (tag: string) => (inner: string) => `<${tag}>${inner}</${tag.replace(/ .*/, '')}>`;
const inlineTags = [
  'b',
  'strong',
  'i',
  'em',
  'del',
  'code',
  'sup',
  'u',
  'span',
  'a href="/x_y"',
  'a href="https://a.example/(b)" title="c"',
  'mark',
  'em lang="fr"',
  'span style="font-weight:700"',
  'b style="font-weight:normal"',
  'o:p',
];
const blockTags = [
  'p',
  'div',
  'h2',
  'h3',
  'blockquote',
  'pre',
  'section',
  'pre><code class="language-js"',
  'figure',
  'aside',
  'td',
  'figcaption',
  'strong',
  'a href="/z"',
  'form',
  'p class="MsoListParagraph"',
];

const { block } = fc.letrec<{ inline: string; block: string; item: string }>((tie) => ({
  inline: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    phrase,
    fc.tuple(fc.constantFrom(...inlineTags), tie('inline')).map(([tag, inner]) => wrapped(tag)(inner)),
    fc.tuple(tie('inline'), tie('inline')).map(([a, b]) => a + b),
    fc.constantFrom('<br>', '<img src="a.png" alt="b">', '<img src="c.png" width="3">', '<br><br>'),
  ),
  item: fc.oneof(tie('inline'), tie('block')).map(wrapped('li')),
  block: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    tie('inline'),
    fc.tuple(fc.constantFrom(...blockTags), tie('inline')).map(([tag, inner]) => wrapped(tag)(inner)),
    fc
      .tuple(
        fc.constantFrom('ul', 'ol', 'ol start="4"'),
        fc.array(tie('item'), { minLength: 1, maxLength: 3 }),
      )
      .map(([tag, items]) => wrapped(tag)(items.join(''))),
    fc
      .tuple(
        fc.constantFrom('blockquote', 'div', 'details', 'li'),
        fc.array(tie('block'), { minLength: 1, maxLength: 3 }),
      )
      .map(([tag, blocks]) => wrapped(tag)(blocks.join('\n'))),
    fc
      .tuple(tie('inline'), tie('inline'))
      .map(
        ([a, b]) =>
          `<table><thead><tr><th>${a}</th></tr></thead><tbody><tr><td>${b}</td></tr></tbody></table>`,
      ),
    fc.constantFrom(
      '<hr>',
      '<figure><img src="a.png"><figcaption>b</figcaption></figure>',
      '<iframe src="https://a.example/"></iframe>',
      '<!-- a -->',
      '<ul><li>a</li><ul><li>b</li></ul></ul>',
    ),
  ),
}));

/** The text of HTML, without white space. */
function textOf(html: string): string {
  return textOfTree(parseHtml(html), '').replace(/\s/g, '');
}

/** The links, pictures, headings, list items, cells and blocks of code in HTML that show something, in their order. */
function outlineOf(html: string): string[] {
  const squeezed = (text: string) => text.replace(/\s/g, '');
  return elementsIn(parseHtml(html)).flatMap((each) => {
    const { tagName } = each;
    const text = squeezed(textOfTree(each, ''));
    if (tagName === 'img' || tagName === 'iframe') return [`${tagName} ${attribute(each, 'src')}`];
    // On a page, a heading links to itself, and the random HTML has no other links to a place in it.
    const isOwn = attribute(each, 'href')?.startsWith('#');
    if (text === '' || isOwn) return [];
    if (tagName === 'a') return [`a ${attribute(each, 'href')} ${text}`];
    return /^(?:h[1-6]|pre|th)$/.test(tagName) ? [`${tagName} ${text}`] : [];
  });
}

describe('any HTML', () => {
  it('shows the same text after it has become Markdown', () => {
    fc.assert(
      fc.property(fc.array(block, { minLength: 1, maxLength: 4 }), (blocks) => {
        const html = blocks.join('\n');
        expect(textOf(renderedPage(toMarkdown(html)))).toBe(textOf(html));
      }),
      runs(25),
    );
  });

  it('has the same links, pictures, headings, items and code', () => {
    fc.assert(
      fc.property(fc.array(block, { minLength: 1, maxLength: 4 }), (blocks) => {
        const html = blocks.join('\n');
        expect(outlineOf(renderedPage(toMarkdown(html)))).toEqual(outlineOf(html));
      }),
      runs(25),
    );
  });

  it('of many characters takes linear time', () => {
    const long = toMarkdown(`<p>${'a*b_c '.repeat(4000)}</p>`);
    expect(long.length).toBeGreaterThan(24_000);
  });
});
