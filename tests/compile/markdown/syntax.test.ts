// Syntax: what programs for blogs add to Markdown, in the dialects that have it, for pages and for readers.

import fc from 'fast-check';
import type { Root } from 'hast';
import { raw } from 'hast-util-raw';
import { describe, expect, it } from 'vitest';
import { elementsIn } from '../../../src/compile/html/elements.ts';
import { writeHtml } from '../../../src/compile/html/write-html.ts';
import { renderMarkdown } from '../../../src/compile/markdown/markdown.ts';
import { isPlainMarkdown } from '../../../src/compile/markdown/plain-markdown.ts';
import { languageOf } from '../../../src/compile/markdown/syntax/fences.ts';
import type { Dialect } from '../../../src/compile/settings/settings.ts';
import { runs } from '../../runs.ts';

const DIALECTS: readonly Dialect[] = ['gfm', 'jekyll', 'hugo', 'obsidian'];

function render(body: string, dialect: Dialect = 'gfm') {
  const warnings: string[] = [];
  const resolve = (address: string) => ({
    page: address,
    readers: new URL(address, 'https://blog.example/posts/a').href,
  });
  const content = renderMarkdown(body, {
    slug: 'a',
    dialect,
    typography: 'plain',
    resolve,
    warn: (offset, message) => warnings.push(`${offset}: ${message}`),
    unclosed: (markup) => warnings.push(markup),
  });
  return { ...content, warnings };
}

/** HTML without the line ends between elements, and without the links of headings to themselves. */
const compact = (html: string) =>
  html
    .replace(/<a class="anchor" href="#[^"]*"(?: id="[^"]*")?>(.*?)<\/a>(?=<\/h)/g, '$1')
    .replace(/<span id="a\.[^"]*"><\/span>/g, '')
    .replace(/>\n+/g, '>')
    .trim();

/** What the page of a post shows in each dialect that has a construct; the others show its text. */
function readIn(dialects: readonly Dialect[], body: string, html: string): void {
  for (const dialect of DIALECTS) {
    const page = compact(render(body, dialect).page);
    if (dialects.includes(dialect)) expect([dialect, page]).toEqual([dialect, html]);
    else expect([dialect, page]).not.toEqual([dialect, html]);
  }
}

const HUGO: readonly Dialect[] = ['hugo'];
const JEKYLL: readonly Dialect[] = ['jekyll'];
const OBSIDIAN: readonly Dialect[] = ['obsidian'];

describe('an attribute list', () => {
  // [dialects, Markdown, HTML on the page]
  it.each<[readonly Dialect[], string, string]>([
    [DIALECTS, 'A\n{: .c #i}', '<p id="i" class="c">A</p>'],
    [DIALECTS, 'A\n{: .c}\n{: .d title="T t"}\n\nB', '<p class="c d" title="T t">A</p><p>B</p>'],
    [DIALECTS, '{: .c}\nA', '<p class="c">A</p>'],
    [DIALECTS, 'A\n\n{: .c}\n\nB', '<p>A</p><p>B</p>'],
    [DIALECTS, '> A\n{: .c}', '<blockquote class="c"><p>A</p></blockquote>'],
    [DIALECTS, '- A\n- B\n{: .c}', '<ul class="c"><li>A</li><li>B</li></ul>'],
    [DIALECTS, '- {: .c} A\n- B', '<ul><li class="c">A</li><li>B</li></ul>'],
    [
      DIALECTS,
      '| a |\n|---|\n| b |\n{: .c}',
      '<table class="c"><thead><tr><th>a</th></tr></thead><tbody><tr><td>b</td></tr></tbody></table>',
    ],
    [DIALECTS, '# A\n{: .c #i}', '<h1 id="i" class="c">A</h1>'],
    [
      DIALECTS,
      '```\nx\n```\n{: .language-morse .c}',
      '<pre class="c"><code class="language-morse">x\n</code></pre>',
    ],
    [DIALECTS, '*A*{: .c} [b](/b){:target="_blank"}', '<p><em class="c">A</em> <a href="/b">b</a></p>'],
    [
      DIALECTS,
      'A ![b](/b.png){: width="300" onerror="x()" style="x" src="/c"}',
      '<p>A <img src="/b.png" alt="b" width="300" decoding="async"></p>',
    ],
    [DIALECTS, 'A [b](/b){:\n.c title="T"}c', '<p>A <a href="/b" class="c" title="T">b</a>c</p>'],
    [DIALECTS, '[b](/b){:target="_blank" :rel="noopener"}.', '<p><a href="/b">b</a>.</p>'],
    [
      DIALECTS,
      '[![b](/b.png){:\n.c width="70" height="88"}](/d) e',
      '<p><a href="/d"><img src="/b.png" alt="b" class="c" width="70" height="88" decoding="async"></a> e</p>',
    ],
    [
      DIALECTS,
      '![b](/b.png){: width="70"}c',
      '<p><img src="/b.png" alt="b" width="70" decoding="async">c</p>',
    ],
    [DIALECTS, '<b>A</b>{: .c} d', '<p><b>A</b> d</p>'],
    [JEKYLL, '{:n: .c #i}\n\nA\n{: n}', '<p id="i" class="c">A</p>'],
    [JEKYLL, 'A\n{:n}', '<p>A</p>'],
    [['gfm', 'hugo'], 'A\n{.c .d #i}', '<p id="i" class="c d">A</p>'],
    [HUGO, 'A\n{#i title="T"}', '<p id="i" title="T">A</p>'],
    [HUGO, '> A\n{title="T"}', '<blockquote title="T"><p>A</p></blockquote>'],
  ])('is read by %j in %j', readIn);

  it.each(['A {: .c}', 'It returns {:ok, x} or {:error}.', '{:ok}', '{: "x}', 'A {.c}', '{}', 'a{:.b'])(
    'is not %j, which stays text',
    (body) => expect(compact(render(body).page)).toBe(`<p>${body.replaceAll('"', '"')}</p>`),
  );
});

describe('the id of a heading', () => {
  // [Markdown, ids on the page, ids for readers]
  it.each([
    ['# A {#b}', ['b', 'a.b'], ['a.b']],
    ['# A *c* {#b .d}', ['b', 'a.b'], ['a.b']],
    ['# A {#größe_1}', ['größe_1', 'a.größe_1'], ['a.größe_1']],
    ['A {#b}\n===', ['b', 'a.b'], ['a.b']],
    ['# A {#b} #', ['b', 'a.b'], ['a.b']],
    ['# A {: #b}', ['b', 'a.b'], ['a.b']],
    ['# A {# b}', ['b', 'a.b'], ['a.b']],
    ['# A {#b}\n\n# B', ['b', 'a.b', 'b-1', 'a.b-1'], ['a.b', 'a.b-1']],
    ['# A {.b}', ['a', 'a.a'], ['a.a']],
    ['# A {b}', ['a-b', 'a.a-b'], ['a.a-b']],
    ['# :tada: A', ['tada-a', 'a.tada-a'], ['a.tada-a']],
  ])('in %j can be written', (body, onPage, forReaders) => {
    const ids = (html: string) => [...html.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id);
    for (const dialect of DIALECTS.slice(0, 3)) {
      const { page, readers } = render(body, dialect);
      expect([ids(page), ids(readers)]).toEqual([onPage, forReaders]);
      expect(page).not.toContain('{#');
    }
  });

  it('is where links to it lead, on the page and in feeds', () => {
    const { page, readers, anchors } = render('[x](#c)\n\n# A {#c}');
    expect(page).toContain('<a href="#c">x</a>');
    expect(readers).toContain('<a href="https://blog.example/posts/a#a.c">x</a>');
    expect(anchors).toEqual(new Set(['a.c']));
  });
});

describe('an alert', () => {
  const quote = (title: string, text = '<p>A <em>b</em></p>', kind = 'note') =>
    `<blockquote class="alert ${kind}"><p><strong>${title}</strong></p>${text}</blockquote>`;

  // [dialects, Markdown, HTML on the page]
  it.each<[readonly Dialect[], string, string]>([
    [DIALECTS, '> [!NOTE]\n> A *b*', quote('Note')],
    [DIALECTS, '> [!note]\n>\n> A *b*', quote('Note')],
    [DIALECTS, '> [!tip] My *title*\n> A *b*', quote('My <em>title</em>', undefined, 'tip')],
    [DIALECTS, '> [!own-kind]\n> A *b*', quote('Own-kind', undefined, 'own-kind')],
    [DIALECTS, '> [!NOTE]', quote('Note', '')],
    [
      DIALECTS,
      '> [!note]- Title\n> A *b*',
      '<details class="alert note"><summary>Title</summary><p>A <em>b</em></p></details>',
    ],
    [
      DIALECTS,
      '> [!note]+\n> A *b*',
      '<details class="alert note" open><summary>Note</summary><p>A <em>b</em></p></details>',
    ],
    [DIALECTS, ':::note\nA *b*\n:::', quote('Note')],
    [DIALECTS, '::: note\n\nA *b*\n\n:::\n', quote('Note')],
    [DIALECTS, ':::note[My *title*]{.c}\nA *b*\n:::', quote('My <em>title</em>')],
    [DIALECTS, '::: tip My *title*\nA *b*\n:::', quote('My <em>title</em>', undefined, 'tip')],
    [DIALECTS, '::: {.callout-note}\nA *b*\n:::', quote('Note')],
    [DIALECTS, 'Text\n:::note\nA *b*\n:::\nmore', `<p>Text</p>${quote('Note')}<p>more</p>`],
    [DIALECTS, '- Text\n:::note\nA *b*\n:::', `<ul><li>Text</li></ul>${quote('Note')}`],
    [
      DIALECTS,
      '::::note\nA *b*\n:::tip\nC\n:::\n::::\nD',
      `${quote('Note', `<p>A <em>b</em></p>${quote('Tip', '<p>C</p>', 'tip')}`)}<p>D</p>`,
    ],
    [
      DIALECTS,
      '::: details More\nA\n:::',
      '<details class="alert details"><summary>More</summary><p>A</p></details>',
    ],
    [DIALECTS, '::: columns\nA\n:::', '<div class="columns"><p>A</p></div>'],
    [DIALECTS, ':::note\nA *b*', quote('Note')],
  ])('is read by %j in %j', readIn);

  it('is a quote with a heading for readers, whose programs have no style for it', () => {
    expect(compact(render('> [!WARNING]\n> A').readers)).toBe(
      '<blockquote><p><strong>Warning</strong></p><p>A</p></blockquote>',
    );
  });

  it.each(['> A [!NOTE]', '> `[!NOTE]`', '[!NOTE]'])('is not %j', (body) =>
    expect(render(body).page).not.toContain('alert'),
  );

  it('keeps an end without a beginning', () =>
    expect(compact(render('A\n\n:::').page)).toBe('<p>A</p><p>:::</p>'));
});

describe('a formula', () => {
  // [dialects, Markdown, what readers see, MathML on the page]
  it.each<[readonly Dialect[], string, string, string]>([
    [
      ['gfm', 'hugo', 'obsidian'],
      '$$\nx\n$$',
      '<p>$$\nx\n$$</p>',
      '<p><math display="block"><mi>x</mi></math></p>',
    ],
    [
      ['gfm', 'hugo', 'obsidian'],
      'A $$x$$ b',
      '<p>A $$x$$ b</p>',
      '<p>A <math display="block"><mi>x</mi></math> b</p>',
    ],
    [JEKYLL, '$$x$$', '<p>$$x$$</p>', '<p><math display="block"><mi>x</mi></math></p>'],
    [JEKYLL, 'A $$x$$ b', '<p>A \\(x\\) b</p>', '<p>A <math><mi>x</mi></math> b</p>'],
    [JEKYLL, 'A \\\\(x\\\\) b', '<p>A \\(x\\) b</p>', '<p>A <math><mi>x</mi></math> b</p>'],
    [['gfm', 'obsidian'], 'A $x$, b', '<p>A $x$, b</p>', '<p>A <math><mi>x</mi></math>, b</p>'],
    [['gfm', 'obsidian'], '设$x$为', '<p>设$x$为</p>', '<p>设<math><mi>x</mi></math>为</p>'],
    [['gfm', 'obsidian'], 'A $`x`$', '<p>A $x$</p>', '<p>A <math><mi>x</mi></math></p>'],
    [
      ['jekyll', 'hugo'],
      'A \\\\(x\\_1\\\\) b',
      '<p>A \\(x_1\\) b</p>',
      '<p>A <math><msub><mi>x</mi><mn>1</mn></msub></math> b</p>',
    ],
    [
      ['jekyll', 'hugo'],
      '\\\\[\nx\n\\\\]',
      '<p>\\[\nx\n\\]</p>',
      '<p><math display="block"><mi>x</mi></math></p>',
    ],
    [HUGO, 'A \\(x\\) b', '<p>A \\(x\\) b</p>', '<p>A <math><mi>x</mi></math> b</p>'],
    [HUGO, '\\[\nx\n\\]', '<p>\\[\nx\n\\]</p>', '<p><math display="block"><mi>x</mi></math></p>'],
    [
      DIALECTS,
      '```math\nx\n```',
      '<pre><code class="language-math">x\n</code></pre>',
      '<p><math display="block"><mi>x</mi></math></p>',
    ],
  ])('is read by %j in %j', (dialects, body, readers, page) => {
    for (const dialect of dialects) {
      const content = render(body, dialect);
      expect([dialect, content.readers.trim(), content.page.trim(), content.warnings]).toEqual([
        dialect,
        readers,
        page,
        [],
      ]);
    }
  });

  it('is no Markdown, and no emphasis begins or ends in it', () => {
    const { readers } = render('*a $b*c_d_*$ e* and $$f_1 * g * h_1$$');
    expect(readers).toBe('<p><em>a $b*c_d_*$ e</em> and $$f_1 * g * h_1$$</p>\n');
  });

  it('may contain what would begin a list or a heading', () => {
    expect(render('Text\n$$\na\n- b\n= c\n$$\nmore').readers).toBe(
      '<p>Text</p>\n<p>$$\na\n- b\n= c\n$$</p>\n<p>more</p>\n',
    );
  });

  it.each([
    'It costs $5 and $6.',
    'From $5 to 6$ or so.',
    'US$5 or US$6.',
    'Set $HOME and $PATH.',
    'f($a,$b)',
    'A \\$x$ b',
    '`$x$`',
    'Cheap is $, dear is $$$, and $$ is between.',
  ])('is not %j', (body) => expect(render(body).page).not.toContain('<math'));

  // [formula, the warning]
  it.each([
    ['\\frac{', /^2: this formula is shown as text: Unexpected end .*; correct it, or write it as code$/],
    ['\\nothing', /^2: this formula is shown as text: Unsupported function name: \\nothing; correct it/],
    ['{'.repeat(900), /^2: this formula is shown as text: /],
  ])('that TeX would not accept, such as %j, is text, and a warning', (tex, warning) => {
    const { page, warnings } = render(`A $${tex}$`);
    expect(page).toBe(`<p>A $${tex}$</p>\n`);
    expect(warnings).toEqual([expect.stringMatching(warning)]);
  });

  it('that is too long, or one of too many, is text, and a warning', () => {
    expect(render(`$$\n${'x+'.repeat(2501)}x\n$$`).warnings).toEqual([
      '0: this formula is shown as text: it has more than 5000 characters; split it',
    ]);
  });

  it('runs nothing and links nowhere', () => {
    const { page } = render(
      '$\\href{javascript:x()}{a}$ $\\style{x:y}{a}$ $\\class{c}{a}$ <math><mi>b</mi></math>',
    );
    expect(page).not.toMatch(/<math|href="j|style=|class=/);
  });

  it('is in the summary as it is written', () => expect(render('Let $x$ be.').opening).toBe('Let $x$ be.'));
});

describe('an emoji', () => {
  it('is read by its name, except by Obsidian', () => {
    readIn(['gfm', 'jekyll', 'hugo'], 'A :tada: :+1: **:cat:**', '<p>A 🎉 👍 <strong>🐱</strong></p>');
  });

  it.each([
    ':nothing:',
    'a:cat:b',
    '10:100:20',
    'std::cat::x',
    '`:cat:`',
    'https://e.org/:cat:/',
    '<kbd>:cat:</kbd>',
    ':constructor:',
  ])('is not in %j', (body) => expect(render(body).readers).not.toMatch(/\p{Extended_Pictographic}/u));
});

describe('other additions', () => {
  // [dialects, Markdown, HTML on the page]
  it.each<[readonly Dialect[], string, string]>([
    [['hugo', 'obsidian'], 'A ==b *c*== d', '<p>A <mark>b <em>c</em></mark> d</p>'],
    [['jekyll', 'hugo'], 'T\n: D *d*', '<dl><dt>T</dt><dd>D <em>d</em></dd></dl>'],
    [
      ['jekyll', 'hugo'],
      'T\nU\n: D\n  e\n: F\n\nV\n\n: G\n\n    H\n\nI',
      '<dl><dt>T</dt><dt>U</dt><dd>D\ne</dd><dd>F</dd><dt>V</dt><dd><p>G</p><p>H</p></dd></dl><p>I</p>',
    ],
    [JEKYLL, 'An HTML, no XHTML.\n\n*[HTML]: Hyper', '<p>An <abbr title="Hyper">HTML</abbr>, no XHTML.</p>'],
    [JEKYLL, 'A\n\n{::comment}\nb\n\nc\n{:/comment}\n\nd', '<p>A</p><p>d</p>'],
    [JEKYLL, '<br/>\n*a* b', '<p><br><em>a</em> b</p>'],
    [JEKYLL, '<br>\n<br>\n*a*', '<p><br><br><em>a</em></p>'],
    [JEKYLL, 'A [*b*](/c_(d\\)#e) f', '<p>A <a href="/c_(d)#e"><em>b</em></a> f</p>'],
    [JEKYLL, '**时刻。**时刻', '<p><strong>时刻。</strong>时刻</p>'],
    [JEKYLL, '时**“时刻”**刻 *（时）*刻', '<p>时<strong>“时刻”</strong>刻 <em>（时）</em>刻</p>'],
    [JEKYLL, '**a****刻：**b', '<p><strong>a</strong><strong>刻：</strong>b</p>'],
    [
      JEKYLL,
      'max*-1*, ***a** b* *c **d** e*, "*"',
      '<p>max<em>-1</em>, <em><strong>a</strong> b</em> <em>c <strong>d</strong> e</em>, "*"</p>',
    ],
    [DIALECTS, 'a** b* c_d_e, `*`f * \\*g*', '<p>a** b* c_d_e, <code>*</code>f * *g*</p>'],
    [JEKYLL, 'a\\\\\nb', '<p>a<br>b</p>'],
    [
      JEKYLL,
      '| a | b |\n|---|---|\n| `c|d` | e |',
      '<table><thead><tr><th>a</th><th>b</th></tr></thead><tbody><tr><td><code>c|d</code></td><td>e</td></tr></tbody></table>',
    ],
    [
      JEKYLL,
      'A\n\n| b | c | d\\|e |\n|---|---|\n| `f|g` | h |\n\nI',
      '<p>A</p><table><thead><tr><th>b</th><th>c</th><th>d|e</th></tr></thead><tbody><tr><td><code>f|g</code></td><td>h</td><td></td></tr></tbody></table><p>I</p>',
    ],
    [
      JEKYLL,
      '| *a* | b |\n|c|',
      '<table><tbody><tr><td><em>a</em></td><td>b</td></tr><tr><td>c</td><td></td></tr></tbody></table>',
    ],
    [DIALECTS, '|a|\n\n|b|', '<p>|a|</p><p>|b|</p>'],
    [JEKYLL, '1. a\n  * b\n  - c\n2. d', '<ol><li>a<ul><li>b</li><li>c</li></ul></li><li>d</li></ol>'],
    [JEKYLL, '* a\n2. b\n+ c', '<ul><li>a<ol start="2"><li>b</li></ol></li><li>c</li></ul>'],
    [
      ['gfm', 'hugo', 'obsidian'],
      '1. a\n  * b\n2. c',
      '<ol><li>a</li></ol><ul><li>b</li></ul><ol start="2"><li>c</li></ol>',
    ],
    [JEKYLL, '**시각 (time)**을', '<p><strong>시각 (time)</strong>을</p>'],
    [
      DIALECTS,
      '**时刻**，**时刻。** (**时**)。*a*。',
      '<p><strong>时刻</strong>，<strong>时刻。</strong> (<strong>时</strong>)。<em>a</em>。</p>',
    ],
    [
      DIALECTS,
      '<p>A</p>\n<style>\na { b: c }\n\n    *d* {}\n</style> <b>*e*</b>\n\n*f*',
      '<p>A</p> <b>*e*</b><p><em>f</em></p>',
    ],
    [DIALECTS, '<div>\n<script>\na\n\n</script></div>\n*b*\n\n*c*', '<div></div>*b*<p><em>c</em></p>'],
    [DIALECTS, 'A \\(as you see here, 1.15\\) b', '<p>A (as you see here, 1.15) b</p>'],
    [DIALECTS, 'https://a.example/b\\_c', '<p><a href="https://a.example/b_c">https://a.example/b_c</a></p>'],
    [
      DIALECTS,
      'A https://b.example:1,https://c.example d',
      '<p>A https://b.example:1,<a href="https://c.example">https://c.example</a> d</p>',
    ],
    [DIALECTS, '2 * 3 * 4 *a* **b**c', '<p>2 * 3 * 4 <em>a</em> <strong>b</strong>c</p>'],
    [JEKYLL, '{::options x="y" /}\n\nA', '<p>A</p>'],
    [JEKYLL, '{::nomarkdown}\n<i>*a*</i>\n{:/nomarkdown}', '<i>*a*</i>'],
    [OBSIDIAN, 'A %%b%% c\n\n%%\nd\n\ne\n%%\n\nf', '<p>A  c</p><p>f</p>'],
    [OBSIDIAN, 'A\nb', '<p>A<br>b</p>'],
    [OBSIDIAN, 'A ^b-1', '<p>A <a id="^b-1"></a></p>'],
    [
      OBSIDIAN,
      'A ![b|30x40](/c.png)',
      '<p>A <img src="/c.png" alt="b" width="30" height="40" decoding="async"></p>',
    ],
  ])('are read by %j in %j', readIn);

  it.each(['a==b && c==d', '== a ==', 'a == b == c', '(v==TRUE)==TRUE', '===', '====a===='])(
    '%j has no highlight',
    (body) => {
      for (const dialect of DIALECTS) expect(render(body, dialect).page).not.toContain('<mark>');
    },
  );
});

describe('a table of contents', () => {
  const LIST =
    '<nav class="toc"><ul><li><a href="#b">B</a><ul><li><a href="#c">C &amp; d</a></li></ul></li><li><a href="#e">E</a></li></ul></nav>';
  const HEADINGS = '## B\n\n### *C* & d {#c}\n\n## E';

  it.each<[string, Dialect]>([
    ['[[toc]]', 'gfm'],
    ['[[_TOC_]]', 'hugo'],
    ['[TOC]', 'obsidian'],
    ['[toc]', 'jekyll'],
    ['- Contents\n{:toc}', 'jekyll'],
    ['1. x\n{: .c toc}', 'jekyll'],
  ])('in the place of %j lists the headings on the page, and nothing in feeds (%s)', (mark, dialect) => {
    const { page, readers } = render(`${mark}\n\n${HEADINGS}`, dialect);
    expect(page).toContain(LIST);
    expect(readers.trimStart()).toMatch(/^<h2 id="a\.b">/);
    expect(readers).not.toMatch(/toc|nav/i);
  });

  it('leaves out headings with {: .no_toc}', () => {
    const { page } = render('- x\n{:toc}\n\n# A\n{: .no_toc}\n\n# B', 'jekyll');
    expect(page).toContain('<nav class="toc"><ul><li><a href="#b">B</a></li></ul></nav>');
  });

  it.each(['A [toc] b', '[toc]\nA', '[toc]: /x\n\n[toc] A', '`[toc]`'])('is not %j', (body) =>
    expect(render(`${body}\n\n# B`).page).not.toContain('<nav'),
  );

  it('is nothing without headings', () => expect(render('[[toc]]').page).toBe(''));
});

describe('the end of the summary', () => {
  // [Markdown, the summary]
  it.each([
    ['A *b*.\n\n- C\n\n<!--more-->\n\nD', 'A b. C'],
    ['A.\n\n<!-- more -->\n\nB', 'A.'],
    ['A.\n<!--more-->\nB', 'A.'],
    ['A <!-- more --> b', 'A'],
    ['A.\n\n<!--more Read on-->\n\nB', 'A.'],
    ['A.\n\n<!-- truncate -->\n\nB', 'A.'],
    ['A.\n\n<!-- excerpt -->\n\nB', 'A.'],
    ['A.\n\n<!-- endexcerpt -->\n\nB', 'A.'],
    ['<!--more-->\n\nA', undefined],
    ['A.\n\n<!-- more or less -->\n\nB', 'A.'],
    ['A.\n\n<!-- nothing more -->\n\nB', undefined],
    ['A.\n\n```\n<!--more-->\n```', undefined],
    ['A[^1].\n\n<!--more-->\n\nB\n\n[^1]: C', 'A.'],
  ])('is marked in %j', (body, summary) => {
    for (const dialect of DIALECTS) {
      const { summary: found, page } = render(body, dialect);
      expect(found).toBe(summary);
      expect(page).not.toMatch(/\u0001/);
    }
  });
});

describe('a footnote', () => {
  const notesOf = (body: string) =>
    [...render(body).page.matchAll(/<li id="fn:a\.\d+">([\s\S]*?)<\/li>/g)].map(([, note = '']) =>
      compact(note.replace(/ <a href="#fnref[\s\S]*?<\/a>/g, '')),
    );

  // [Markdown, the notes]
  it.each([
    ['A[^1]\n\n[^1]: b\nc\n\nD', ['<p>b\nc</p>']],
    ['A[^1] b[^2]\n\n[^1]: c\n[^2]: d\ne', ['<p>c</p>', '<p>d\ne</p>']],
    ['A[^1] b[^2]\ntext\n[^1]: c\n[^2]: d', ['<p>c</p>', '<p>d</p>']],
    ['A[^1]\n\n[^1]: b\n\n    c\n\n    d\n\nE', ['<p>b</p><p>c</p><p>d</p>']],
    ['A[^1]\n\n[^1]:\n    b\n    c', ['<p>b\nc</p>']],
    ['A[^1]\n\n[^1]: b\n\tc', ['<p>b\nc</p>']],
    ['A[^1]\n\n[^1]: b\n\n    - c\n      d', ['<p>b</p><ul><li>c\nd']],
    ['A[^1]\n\n[^1]: b\n# C', ['<p>b</p>']],
    ['A[^1]\n\n[^1]: b\n> c', ['<p>b</p>']],
    ['A[^1]\n\n[^1]: ```\n    b\n    ```\nc', ['<pre><code>b\n</code></pre>']],
    ['A[^1]\n\n   [^1]: b', ['<p>b</p>']],
    ['A[^Ö]\n\n[^ö]: b', ['<p>b</p>']],
    ['> A[^1]\n>\n> [^1]: b\n> c', ['<p>b\nc</p>']],
    ['- A[^1]\n[^1]: b', ['<p>b</p>']],
    ['A[^1]\n\n[^1]: b\n[^1]: c', ['<p>b</p>']],
  ])('goes on in %j as on GitHub', (body, notes) => expect(notesOf(body)).toEqual(notes));

  it('is not counted in a note that nobody can reach', () => {
    const { page } = render('A[^1]\n\n[^1]: b\n[^2]: c[^3][^1]\n[^3]: d');
    expect([...page.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id)).toEqual(['fnref:a.1', 'fn:a.1']);
  });
});

describe('what the library reads otherwise than CommonMark', () => {
  // [Markdown, HTML for readers]
  it.each([
    ['```\na\n```\t\nb', '<pre><code>a\n</code></pre>\n<p>b</p>\n'],
    ['~~~\na\n~~~~ \t \nb', '<pre><code>a\n</code></pre>\n<p>b</p>\n'],
    ['# a\u2028b\n\nc', '<h1 id="a.ab">a\u2028b</h1>\n<p>c</p>\n'],
    ['a\u2029b\n===', '<h1 id="a.ab">a\u2029b</h1>\n'],
    [
      '| a\u2028b |\n|---|\n| c\u2028d |',
      '<table>\n<thead>\n<tr>\n<th>a\u2028b</th>\n</tr>\n</thead>\n<tbody><tr>\n<td>c\u2028d</td>\n</tr>\n</tbody></table>\n',
    ],
    ['- a `b\n\n  c` d', '<ul>\n<li><p>a `b</p>\n<p>c` d</p>\n</li>\n</ul>\n'],
    ['![a `b](/c.png) d', '<p><img src="https://blog.example/c.png" alt="a `b"> d</p>\n'],
    ['[a `b`` c][d]\n\n[d]: /e', '<p><a href="https://blog.example/e">a `b`` c</a></p>\n'],
    ['[a `b](/c) `d', '<p>[a <code>b](/c) </code>d</p>\n'],
    ['[**b**](an invalid address)', '<p>[<strong>b</strong>](an invalid address)</p>\n'],
    ['*[a*](b)', '<p>*<a href="https://blog.example/posts/b">a*</a></p>\n'],
    ['*[a*](b "t")', '<p>*<a href="https://blog.example/posts/b" title="t">a*</a></p>\n'],
    ['*[a*](b c)', '<p><em>[a</em>](b c)</p>\n'],
  ])('is mended in %j', (body, html) => expect(render(body).readers).toBe(html));

  // [words after a fence, language]
  it.each([
    ['js', 'js'],
    ['js {2,4} title="x"', 'js'],
    ['js{2,4}', 'js'],
    ['js:title', 'js'],
    ['{.js}', 'js'],
    ['{ .js .numberLines }', 'js'],
    ['{#id .c++ x=y}', 'c++'],
    ['rust,ignore', 'rust'],
    ['{r, echo=FALSE}', 'r'],
    ['{python}', 'python'],
    ['python=', 'python'],
    ['python=12', 'python'],
    ['c++', 'c++'],
    ['c#', 'c#'],
    ['objective-c', 'objective-c'],
    ['title="x"', ''],
    ['{1,2}', ''],
    ['', ''],
  ])('is the language in %j', (info, language) => expect(languageOf(info)).toBe(language));
});

describe('a program in raw HTML', () => {
  // [Markdown, HTML for readers, warnings]
  it.each([
    [
      '<div><?php echo 1 ?></div>',
      '<div><code>&lt;?php echo 1 ?&gt;</code></div>',
      ['5: <?php … ?> is shown as text, because nothing here runs it; remove it, or write it as code'],
    ],
    [
      'A <?= x ?> b',
      '<p>A <code>&lt;?= x ?&gt;</code> b</p>\n',
      ['2: <? … ?> is shown as text, because nothing here runs it; remove it, or write it as code'],
    ],
    ['<?xml version="1.0"?>\n\nA', '<p>A</p>\n', []],
  ])('is shown: %j', (body, readers, warnings) => expect(render(body)).toMatchObject({ readers, warnings }));
});

const PIECES = [
  ...'\n|\n\n|\n\n> |\n- |    | |a|b|*|**|_|`|```|# |===|---|[|]|(|)|<b>|</b>|<td>|<!--more-->|:|::|:::|:::note'.split(
    '|',
  ),
  ...'[!NOTE]|> [!tip]- |{|}|{:|{#|{: .c}|{:toc}|{:n: .c}|{::comment}|{:/}|{.c}|$|$$|$x$|\\(|\\)|\\[|\\]|\\\\('.split(
    '|',
  ),
  ...':tada:|==|%%|^|^b|[^1]|[^1]: |: |*[A]: |[[toc]]|<?php|?>|\u2028|\\frac{|A|"|\'|.c|#i|='.split('|'),
];

describe('whatever an author writes', () => {
  const body = fc.array(fc.constantFrom(...PIECES), { maxLength: 20 }).map((pieces) => pieces.join(''));
  const parse = (html: string) => raw({ type: 'root', children: [{ type: 'raw', value: html }] }) as Root;

  it.each(DIALECTS)('is balanced and safe HTML in every dialect (%s)', (dialect) => {
    fc.assert(
      fc.property(body, (text) => {
        const { page, readers } = render(text, dialect);
        for (const html of [page, readers]) {
          expect(writeHtml(parse(html), { highlight: false })).toBe(html);
          expect(html).not.toMatch(/[\u0001\uFDD0-\uFDEF]/);
        }
        const ids = elementsIn(parse(page)).flatMap(({ properties: { id } }) =>
          id === undefined ? [] : [id],
        );
        expect(new Set(ids).size).toBe(ids.length);
        expect(readers).not.toMatch(/<math|<nav|class="(?!language-|footnotes")/);
      }),
      runs(150),
    );
  });

  it('is plain Markdown only if all dialects read it alike', () => {
    let plain = 0;
    fc.assert(
      fc.property(body, (text) => {
        if (!isPlainMarkdown(text) || /\S\n\S/.test(text)) return;
        plain += 1;
        const [first, ...others] = DIALECTS.map((dialect) => render(text, dialect).readers);
        for (const other of others) expect(other).toBe(first);
      }),
      runs(600),
    );
    expect(plain).toBeGreaterThan(20);
  });
});
