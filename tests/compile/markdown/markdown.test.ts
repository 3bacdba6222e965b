// Markdown: how GitHub's dialect and footnotes are rendered, for pages and for readers.

import fc from 'fast-check';
import type { Root } from 'hast';
import { raw } from 'hast-util-raw';
import { describe, expect, it } from 'vitest';
import { elementsIn, rewrite } from '../../../src/compile/html/elements.ts';
import type { Content } from '../../../src/compile/html/render-tree.ts';
import { writeHtml } from '../../../src/compile/html/write-html.ts';
import type { Reference } from '../../../src/compile/links/references.ts';
import { type MarkdownContext, renderMarkdown } from '../../../src/compile/markdown/markdown.ts';
import { runs } from '../../runs.ts';
import { htmlPiece } from '../html/soup.ts';

/** Every path is a file; one with `3x4` in its name is a picture of that size. Scripts are not addresses. */
function resolve(address: string): Reference | undefined {
  if (/^(javascript|data):/i.test(address)) return undefined;
  const url = new URL(address, `https://blog.example/posts/${address.startsWith('#') ? 'a' : ''}`);
  const page = address.startsWith('#') ? url.hash : url.href.replace('https://blog.example', '');
  return { page, readers: url.href, ...(/3x4/.test(address) && { size: { width: 3, height: 4 } }) };
}

interface Rendered extends Content {
  readonly unclosed: readonly string[];
}

function render(body: string, context: Partial<MarkdownContext> = {}): Rendered {
  const unclosed: string[] = [];
  const content = renderMarkdown(body, {
    slug: 'a',
    typography: 'plain',
    resolve,
    warn: () => {},
    unclosed: (markup) => unclosed.push(markup),
    ...context,
  });
  return { ...content, unclosed };
}

const idsIn = (html: string) => [...html.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id ?? '');
const parse = (html: string) => raw({ type: 'root', children: [{ type: 'raw', value: html }] }) as Root;

describe('Markdown', () => {
  // [Markdown, HTML for both audiences]
  it.each([
    ['One\n\nTwo', '<p>One</p>\n<p>Two</p>\n'],
    ['Say "a" & \'b\'', '<p>Say "a" &amp; \'b\'</p>\n'],
    ['\\<b> \\&amp; a\\*b', '<p>&lt;b&gt; &amp;amp; a*b</p>\n'],
    ['*a* **b** `c <d>`', '<p><em>a</em> <strong>b</strong> <code>c &lt;d&gt;</code></p>\n'],
    ['~~gone~~', '<p><del>gone</del></p>\n'],
    ['1 < 2 & 3 > 2', '<p>1 &lt; 2 &amp; 3 &gt; 2</p>\n'],
    ['&amp;amp; &copy; &lt;b&gt;', '<p>&amp;amp; © &lt;b&gt;</p>\n'],
    [
      'See https://else.example/?a=1&b=2.',
      '<p>See <a href="https://else.example/?a=1&amp;b=2">https://else.example/?a=1&amp;b=2</a>.</p>\n',
    ],
    ['ada@blog.example', '<p><a href="mailto:ada@blog.example">ada@blog.example</a></p>\n'],
    ['<https://else.example/>', '<p><a href="https://else.example/">https://else.example/</a></p>\n'],
    [
      '```morse\nif (a < b && c) "<script>";\n```',
      '<pre><code class="language-morse">if (a &lt; b &amp;&amp; c) &quot;&lt;script&gt;&quot;;\n</code></pre>\n',
    ],
    ['```"><script>\nx\n```', '<pre><code class="language-&quot;&gt;&lt;script&gt;">x\n</code></pre>\n'],
    [
      '<b>x</b>\n\n```morse\n\na\n```\n\n<pre>\nb</pre>\n\n<pre><code>\nc</code></pre>',
      '<p><b>x</b></p>\n<pre><code class="language-morse">\na\n</code></pre>\n<pre>b</pre><pre><code>\nc</code></pre>',
    ],
    ['    four spaces\n', '<pre><code>four spaces\n</code></pre>\n'],
    [
      '| a | b |\n|:-:|---|\n| 1 | `2` |',
      '<table>\n<thead>\n<tr>\n<th align="center">a</th>\n<th>b</th>\n</tr>\n</thead>\n' +
        '<tbody><tr>\n<td align="center">1</td>\n<td><code>2</code></td>\n</tr>\n</tbody></table>\n',
    ],
    ['3. three\n4. four', '<ol start="3">\n<li>three</li>\n<li>four</li>\n</ol>\n'],
    [
      '[a](https://else.example/?a=1&amp;b=%22 "say &quot;b&quot; & <c>")',
      '<p><a href="https://else.example/?a=1&amp;b=%22" title="say &quot;b&quot; &amp; &lt;c&gt;">a</a></p>\n',
    ],
    ['[a *b*](javascript:alert(1))', '<p>a <em>b</em></p>\n'],
    ['[a](JAVASCRIPT&colon;alert(1))', '<p>a</p>\n'],
    ['![a "b"](javascript:alert(1))', '<figure>a "b"</figure>\n'],
    ['[a][b]\n\n[b]: https://else.example/ "T"', '<p><a href="https://else.example/" title="T">a</a></p>\n'],
  ])('%j becomes %j', (body, html) => {
    expect(render(body)).toMatchObject({ page: html, readers: html });
  });

  // [Markdown, HTML on the page, HTML for readers]
  it.each([
    [
      '```js title="x"\na < "<b>"\n```',
      '<pre><code class="language-js">a &lt; <span class="hljs-string">&quot;&lt;b&gt;&quot;</span>\n</code></pre>\n',
      '<pre><code class="language-js">a &lt; &quot;&lt;b&gt;&quot;\n</code></pre>\n',
    ],
    ['[a](b)', '<p><a href="/posts/b">a</a></p>\n', '<p><a href="https://blog.example/posts/b">a</a></p>\n'],
    ['[a](#b)', '<p><a href="#b">a</a></p>\n', '<p><a href="https://blog.example/posts/a#a.b">a</a></p>\n'],
    [
      '[a](#top)',
      '<p><a href="#top">a</a></p>\n',
      '<p><a href="https://blog.example/posts/a#top">a</a></p>\n',
    ],
    [
      '- [x] a\n\n  b\n- [ ] c',
      '<ul>\n<li><p><input type="checkbox" disabled checked> a</p>\n<p>b</p>\n</li>\n<li><p><input type="checkbox" disabled> c</p>\n</li>\n</ul>\n',
      '<ul>\n<li><p>☑ a</p>\n<p>b</p>\n</li>\n<li><p>☐ c</p>\n</li>\n</ul>\n',
    ],
    [
      '- [x] done\n- [ ] open',
      '<ul>\n<li><input type="checkbox" disabled checked> done</li>\n<li><input type="checkbox" disabled> open</li>\n</ul>\n',
      '<ul>\n<li>☑ done</li>\n<li>☐ open</li>\n</ul>\n',
    ],
    [
      '- [x] done\n- [ ] open <b>now</b>',
      '<ul>\n<li><input type="checkbox" disabled checked> done</li>\n<li><input type="checkbox" disabled> open <b>now</b></li>\n</ul>\n',
      '<ul>\n<li>☑ done</li>\n<li>☐ open <b>now</b></li>\n</ul>\n',
    ],
  ])('%j is rendered for each audience', (body, page, readers) => {
    expect(render(body)).toMatchObject({ page, readers });
  });

  it('loses scripts, even in footnotes and lists', () => {
    const { page, readers } = render(
      'A[^1] <b onclick="x()">b</b>\n\n- <script>x()</script>\n\n[^1]: <img src="i.png" onerror="x()"><!-- c -->',
    );
    expect(page + readers).not.toMatch(/script|onclick|onerror|x\(\)|<!--/);
    expect(readers).toContain('<img src="https://blog.example/posts/i.png">');
  });

  it('loses forbidden characters that were written as references', () => {
    const { readers, opening } = render('a&#8;b <i>c&#xFFFE;d</i>');
    expect(readers).toBe('<p>ab <i>cd</i></p>\n');
    expect(opening).toBe('ab cd');
  });

  it('can be empty', () => {
    expect(render('')).toEqual({
      page: '',
      readers: '',
      opening: '',
      picture: '',
      pictures: [],
      anchors: new Set(),
      unclosed: [],
    });
  });

  it('resolves each address once for both audiences', () => {
    const asked: string[] = [];
    render('[a](b) ![c](d) [e](#f)', {
      resolve: (address, { typed }) => void asked.push(`${typed} ${address}`),
    });
    expect(asked).toEqual(['b b', 'd d', '#f #a.f']);
  });
});

describe('a heading', () => {
  // [Markdown, ids]
  it.each([
    ['# One two', ['a.one-two']],
    ['One\ntwo\n===', ['a.one-two']],
    ['## Größe & *Maß* `x-1`!', ['a.größe--maß-x-1']],
    ['# 時刻', ['a.時刻']],
    ['# Привет, мир', ['a.привет-мир']],
    ['# \u0645\u0631\u062d\u0628\u0627', ['a.\u0645\u0631\u062d\u0628\u0627']],
    ['# Q&amp;A &lt;1&gt;', ['a.qa-1']],
    ['# A\n# A\n# A 1\n# A', ['a.a', 'a.a-1', 'a.a-1-1', 'a.a-2']],
    ['# [Link](b) ![image](i) <b>bold</b>[^1]\n\n[^1]: N', ['a.link--bold', 'fnref:a.1', 'fn:a.1']],
    ['# **One**<br>two', ['a.onetwo']],
    ['# 👋 Hi', ['a.-hi']],
    ['# !!!\n# 🎉', []],
    ['> # In a quote\n\n- ## in a list', ['a.in-a-quote', 'a.in-a-list']],
    ['<h2 id="One">x</h2>\n\n# One', ['a.One', 'a.one']],
    ['<h2 id="one">x</h2>\n\n# One', ['a.one', 'a.one-1']],
  ])('%j has the ids %j', (body, ids) => {
    const { page, readers, anchors } = render(body);
    expect(idsIn(readers)).toEqual(ids);
    // On its page, a post is alone, so its ids work without the slug, too.
    const plain = ids.flatMap((id) => (id.startsWith('a.') ? [id, id.slice(2)] : [id]));
    expect(idsIn(page).sort()).toEqual(plain.sort());
    expect([...anchors].sort()).toEqual([...ids].sort());
  });

  it('is a link to itself, on the page only, unless it contains another link', () => {
    expect(render('## One *two*')).toMatchObject({
      page: '<h2 id="one-two"><a class="anchor" href="#one-two" id="a.one-two">One <em>two</em></a></h2>\n',
      readers: '<h2 id="a.one-two">One <em>two</em></h2>\n',
    });
    expect(render('## One [two](b)').page).toBe(
      '<span id="a.one-two"></span><h2 id="one-two">One <a href="/posts/b">two</a></h2>\n',
    );
    expect(render('## *One [two](b)*').page).not.toContain('anchor');
    expect(render('## Größe').page).toContain(
      '<h2 id="größe"><a class="anchor" href="#gr%C3%B6%C3%9Fe" id="a.größe">',
    );
  });

  // [Markdown, id that the link x leads to]
  it.each([
    ['[x](#one-two)\n\n# One two', 'a.one-two'],
    ['[x](#größe)\n\n# Größe', 'a.größe'],
    ['[x](#gr%C3%B6%C3%9Fe)\n\n# Größe', 'a.größe'],
    ['[x](#x)\n\n<b id=x>', 'a.x'],
    ['[x](#top)\n\n# Top', 'a.top'],
    ['[x](#top) <a href="#top">y</a>', 'top'],
    ['<a href="#top">x</a>\n\n# Top', 'a.top'],
    ['[x](#a.x)\n\n<b id=a.x>', 'a.x'],
    ['[x](#a-x)\n\n# A x\n\n<b>', 'a.a-x'],
    ['[x](#x)\n\n# X\n\n# A x\n\n<b>', 'a.x'],
    ['<a href="#x">x</a>\n\n# X', 'a.x'],
  ])('can be linked to as on GitHub: %j leads to %j', (body, id) => {
    const { page, readers } = render(body);
    const [link, ...others] = [...page.matchAll(/<a href="#([^"]*)">x</g)].map(([, found]) => found);
    expect(others).toEqual([]);
    expect(decodeURIComponent(link ?? '')).toBe(id.replace(/^a\./, ''));
    const [, address] = /<a href="https:\/\/blog\.example\/posts\/a#([^"]*)">x</.exec(readers) ?? [];
    expect(decodeURIComponent(address ?? '')).toBe(id);
  });
});

describe('a picture', () => {
  // [Markdown, HTML on the page, HTML for readers]
  it.each([
    [
      'A ![b](3x4.png) c',
      '<p>A <img src="/posts/3x4.png" alt="b" width="3" height="4" decoding="async"> c</p>\n',
      '<p>A <img src="https://blog.example/posts/3x4.png" alt="b" width="3" height="4"> c</p>\n',
    ],
    [
      'A ![b](/i "T & \\"t\\"")',
      '<p>A <img src="/i" alt="b" title="T &amp; &quot;t&quot;" decoding="async"></p>\n',
      '<p>A <img src="https://blog.example/i" alt="b" title="T &amp; &quot;t&quot;"></p>\n',
    ],
    [
      'A ![a &amp; "b" <3 *c*](/i)',
      '<p>A <img src="/i" alt="a &amp; &quot;b&quot; &lt;3 c" decoding="async"></p>\n',
      '<p>A <img src="https://blog.example/i" alt="a &amp; &quot;b&quot; &lt;3 c"></p>\n',
    ],
    [
      '![b](/i)',
      '<figure><img src="/i" alt="b" decoding="async"></figure>\n',
      '<figure><img src="https://blog.example/i" alt="b"></figure>\n',
    ],
    [
      '![b](/i "T & <t>")',
      '<figure><img src="/i" alt="b" decoding="async"><figcaption>T &amp; &lt;t&gt;</figcaption></figure>\n',
      '<figure><img src="https://blog.example/i" alt="b"><figcaption>T &amp; &lt;t&gt;</figcaption></figure>\n',
    ],
    [
      '[![b](/i "T")](/c)',
      '<figure><a href="/c"><img src="/i" alt="b" decoding="async"></a><figcaption>T</figcaption></figure>\n',
      '<figure><a href="https://blog.example/c"><img src="https://blog.example/i" alt="b"></a><figcaption>T</figcaption></figure>\n',
    ],
    ['![b](data:image/png,x)', '<figure>b</figure>\n', '<figure>b</figure>\n'],
  ])('%j is rendered for each audience', (body, page, readers) => {
    expect(render(body)).toMatchObject({ page, readers });
  });

  it('is loaded at once on the page if it is the first, and lazily if it is not', () => {
    const { page, readers } = render('![a](/a)\n\n![b](/b) ![c](/c)');
    expect([...page.matchAll(/<img src="\/(.)"[^>]*lazy/g)].map(([, name]) => name)).toEqual(['b', 'c']);
    expect(readers).not.toMatch(/lazy|async/);
    const mixed = render('<img src="/a">\n\n![b](/b)').page;
    expect([...mixed.matchAll(/<img src="\/(.)"[^>]*lazy/g)].map(([, name]) => name)).toEqual(['b']);
  });

  it('beside another in a paragraph is not a figure', () => {
    expect(render('![a](/a) ![b](/b)').page).toMatch(/^<p><img/);
    expect(render('![a](/a) <!-- comment -->').page).toMatch(/^<figure><img/);
  });
});

describe('a link', () => {
  // A link in a link would end the outer one. [Markdown, the paragraph or heading for readers]
  it.each([
    [
      '[a **b[^1]** c](/x)\n\n[^1]: d',
      '<p><a href="https://blog.example/x">a <strong>b</strong> c</a><sup><a id="fnref:a.1" href="https://blog.example/posts/a#fn:a.1" role="doc-noteref">1</a></sup></p>',
    ],
    ['<a href="/x">\n\n## T\n\n</a>', '<a href="https://blog.example/x"><h2 id="a.t">T</h2>'],
  ])('contains no other link in %j', (body, html) => {
    const { page, readers } = render(body);
    expect(readers.startsWith(html)).toBe(true);
    expect(writeHtml(parse(page), { highlight: false })).toBe(page);
  });
});

describe('raw HTML that is not closed', () => {
  // [Markdown, HTML on the page, with everything after the open element]
  it.each([
    ['<div>\n\n*a*', '<div><p><em>a</em></p>\n</div>'],
    ['<div class="x\n\nSay "a" *b*', '&lt;div class="x<p>Say "a" <em>b</em></p>\n'],
    ["<div>\n<b title='\n\n*a*", "<div>\n&lt;b title='<p><em>a</em></p>\n</div>"],
    ['<div>\n</b\n\n*a*', '<div>\n&lt;/b<p><em>a</em></p>\n</div>'],
    ['<div>\nI </3 it\n\n*a*', '<div>\nI &lt;/3 it<p><em>a</em></p>\n</div>'],
    ['<title>a\n\n*b*', 'a<p><em>b</em></p>\n'],
    ['<plaintext>\n\n*a*', '<p><em>a</em></p>\n'],
    ['<noscript>\n\n*a*', '<p><em>a</em></p>\n'],
    ['<table>\n\na', '<p>a</p><table>\n</table>'],
    ['<pre><table>\n\na', '<pre>\n\n\na<table></table></pre>'],
    ['<svg>\n\n*a*', '<p><em>a</em></p>\n'],
    ['<select><option>\n\n*a*', '<p>\na\n</p>'],
    ['<iframe src="/f">\n\n*a*', '<iframe src="/f"></iframe><p><em>a</em></p>\n'],
    ['<video src="/v">\n\n*a*', '<video src="/v"></video><p><em>a</em></p>\n'],
    ['<article><video><embed>\n\n*a*', '<article><video></video><p><em>a</em></p>\n</article>'],
    ['a <!-- *b*\n\nc', '<p>a &lt;!-- <em>b</em></p>\n<p>c</p>\n'],
    ['a <b><i>b</i>\n\nc', '<p>a <b><i>b</i></b></p>\n<p>c</p>\n'],
    [
      'a <iframe src="/f">*b*</iframe> c <iframe src="/g"> d',
      '<p>a <iframe src="/f"></iframe> c <iframe src="/g"></iframe> d</p>\n',
    ],
    [
      'a <kbd>b\n\n1 < 2 <img src=x onerror=x() **c**>',
      '<p>a <kbd>b</kbd></p>\n<p>1 &lt; 2 &lt;img src=x onerror=x() <strong>c</strong>&gt;</p>\n',
    ],
  ])('%j becomes %j', (body, html) => {
    const { page, unclosed } = render(body);
    expect(page).toBe(html);
    expect(unclosed).toEqual([]);
  });

  // [Markdown, the markup that would hide the rest, HTML on the page]
  it.each([
    ['a\n\n<!-- b\n\nc', '<!--', '<p>a</p>\n'],
    ['> <!-- b\n\nc', '<!--', '<blockquote>\n</blockquote>\n<p>c</p>\n'],
    ['<script>\nb\n\nc', '<script>', ''],
    ['<STYLE>\n\nc', '<style>', ''],
    ['- <textarea>\n\nc', '<textarea>', '<ul>\n<li></li>\n</ul>\n<p>c</p>\n'],
    ['<?php\n\nc', '<?', ''],
    ['<![CDATA[\n\nc', '<![CDATA[', ''],
    ['a <script> *b*\n\nc', '<script>', '<p>a  <em>b</em></p>\n<p>c</p>\n'],
    ['<!-- a > b', '<!--', ''],
    ['<!-- a <b>', '<!--', ''],
  ])('in %j is reported as %s', (body, markup, html) => {
    expect(render(body)).toMatchObject({ page: html, readers: html, unclosed: [markup] });
  });

  // [Markdown without anything wrong, HTML]
  it.each([
    ['<!-- b\n\nc -->\n\n*a*', '<p><em>a</em></p>\n'],
    ['<!-->\n\n*a*', '<p><em>a</em></p>\n'],
    ['<script>\nif (a < b) "</p>"\n\nc\n</script>\n\n*a*', '<p><em>a</em></p>\n'],
    ['a <script>*b*</script><style>c</style> d', '<p>a  d</p>\n'],
    [
      '| <script>a</script> | b |\n|-|-|',
      '<table>\n<thead>\n<tr>\n<th></th>\n<th>b</th>\n</tr>\n</thead>\n</table>\n',
    ],
    ['<b title="<!-- a -->">b</b>', '<p><b title="&lt;!-- a --&gt;">b</b></p>\n'],
    ['<b title="<script>">b</b>', '<p><b title="&lt;script&gt;">b</b></p>\n'],
    ['`<!--` `<script>`', '<p><code>&lt;!--</code> <code>&lt;script&gt;</code></p>\n'],
    ['a <title>*b*</title> c', '<p>a <em>b</em> c</p>\n'],
  ])('is not reported in %j', (body, html) => {
    expect(render(body)).toMatchObject({ page: html, readers: html, unclosed: [] });
  });

  it('never hides the Markdown after it without an error, and lets nothing unsafe through', () => {
    const markdown = [
      '\n',
      '\n\n',
      '\n\n> ',
      '\n\n- ',
      '*',
      '**',
      '`',
      '## ',
      '[x](#y)',
      '![i](i.png)',
      '[^1]',
    ];
    const blocks = ['\n\n[^1]: note\n\n', '\n\n| a | b |\n|--|--|\n| ', ' | '];
    const piece = fc.oneof(
      { weight: 2, arbitrary: htmlPiece },
      { weight: 1, arbitrary: fc.constantFrom(...markdown, ...blocks) },
    );
    const body = fc.array(piece, { maxLength: 16 }).map((pieces) => pieces.join(''));
    fc.assert(
      fc.property(body, fc.constantFrom('plain', 'smart'), (html, typography) => {
        const { page, readers, unclosed } = render(`${html}\n\nThe end.\n`, { typography });
        for (const content of [page, readers]) {
          // A parser that follows the standard reads it as it is written.
          const tree = parse(content);
          expect(writeHtml(tree, { highlight: false })).toBe(content);
          for (const { tagName, properties } of elementsIn(tree)) {
            expect(tagName).not.toMatch(/^(script|style|textarea|form|svg|object|embed|title)$/);
            expect(Object.keys(properties).filter((each) => /^(on|style|srcDoc)/.test(each))).toEqual([]);
            if (properties.id && content === readers) expect(properties.id).toMatch(/^(fn:|fnref:)?a\./);
            for (const url of [properties.href, properties.src]) {
              if (url) expect(url).toMatch(content === readers ? /^https:/ : /^(https:|\/|#)/);
            }
          }
          rewrite(tree, ({ tagName }) => (/^(iframe|video|audio)$/.test(tagName) ? [] : undefined));
          const text = writeHtml(tree, { highlight: false }).replace(/<[^>]*>/g, '');
          if (unclosed.length === 0 && !/<\/(video|audio)>/.test(html)) expect(text).toContain('The end.');
        }
      }),
      runs(500),
    );
  });
});

describe('smart typography', () => {
  const smart = (body: string) => render(body, { typography: 'smart' });

  // [Markdown, HTML for both audiences]
  it.each([
    ["\"A\" -- it's 'b'...", '<p>“A” – it’s ‘b’…</p>\n'],
    ['a---b', '<p>a—b</p>\n'],
    ['"*a* b" (\'c\')', '<p>“<em>a</em> b” (‘c’)</p>\n'],
    [
      '`"--"` and\n\n```\n"..."\n```',
      '<p><code>&quot;--&quot;</code> and</p>\n<pre><code>&quot;...&quot;\n</code></pre>\n',
    ],
    ['https://e.example/a--b', '<p><a href="https://e.example/a--b">https://e.example/a--b</a></p>\n'],
    ['<https://e.example/a--b>', '<p><a href="https://e.example/a--b">https://e.example/a--b</a></p>\n'],
    [
      '[a--b](https://e.example/a--b "c -- \'d\'")',
      '<p><a href="https://e.example/a--b" title="c -- &apos;d&apos;">a–b</a></p>\n',
    ],
    ['\\"a\\" b\\-- &quot;c&quot; &#45;&#45;', '<p>"a" b-- "c" --</p>\n'],
    ['C:\\\\--', '<p>C:\\–</p>\n'],
    [
      '1 < 2 &amp; <b title="a > \'b\' -- ">"c"</b>',
      '<p>1 &lt; 2 &amp; <b title="a &gt; &apos;b&apos; -- ">“c”</b></p>\n',
    ],
    [
      '<b>"a"</b> \\"b\\" &quot;c&quot; `"d"` C:\\\\x',
      '<p><b>“a”</b> "b" "c" <code>&quot;d&quot;</code> C:\\x</p>\n',
    ],
    ['<img src=x onerror=x() **a** "b">', '<p>&lt;img src=x onerror=x() <strong>a</strong> “b”&gt;</p>\n'],
    ['<kbd>&lt;&amp;"</kbd> "a"', '<p><kbd>&lt;&amp;"</kbd> “a”</p>\n'],
  ])('%j becomes %j', (body, html) => expect(smart(body)).toMatchObject({ page: html, readers: html }));

  it('applies to captions and the opening', () => {
    expect(smart('![a "b"](/i "It\'s -- c")').page).toBe(
      '<figure><img src="/i" alt="a &quot;b&quot;" decoding="async"><figcaption>It’s – c</figcaption></figure>\n',
    );
    expect(smart('It\'s "a".').opening).toBe('It’s “a”.');
  });

  it('does not change the ids of headings', () => {
    expect(smart('# It\'s -- "a"').anchors).toEqual(render('# It\'s -- "a"').anchors);
  });

  it('is off by default', () => expect(render('"A" -- b...').page).toBe('<p>"A" -- b...</p>\n'));
});

describe('a footnote', () => {
  const NOTED = 'One[^n] and again[^n], two[^m].\n\n[^n]: The [note](b).\n[^m]: More.\n';

  it('is linked to and from every mark, without words in any language', () => {
    expect(render(NOTED).page).toBe(
      '<p>One<sup><a id="fnref:a.1" href="#fn:a.1" role="doc-noteref">1</a></sup> and again' +
        '<sup><a id="fnref:a.1-2" href="#fn:a.1" role="doc-noteref">1</a></sup>, two' +
        '<sup><a id="fnref:a.2" href="#fn:a.2" role="doc-noteref">2</a></sup>.</p>\n' +
        '<section class="footnotes" role="doc-endnotes">\n<hr>\n<ol>\n' +
        '<li id="fn:a.1"><p>The <a href="/posts/b">note</a>. <a href="#fnref:a.1" role="doc-backlink">↩\uFE0E</a>' +
        ' <a href="#fnref:a.1-2" role="doc-backlink">↩\uFE0E<sup>2</sup></a></p></li>\n' +
        '<li id="fn:a.2"><p>More. <a href="#fnref:a.2" role="doc-backlink">↩\uFE0E</a></p></li>\n' +
        '</ol>\n</section>\n',
    );
  });

  it('has absolute links for readers, which would look for a fragment in the feed', () => {
    const { readers } = render(NOTED);
    const hrefs = [...readers.matchAll(/href="([^"]*)"/g)].map(([, href]) => href);
    expect(hrefs).toHaveLength(7);
    expect(hrefs.filter((href) => !href?.startsWith('https://blog.example/posts/'))).toEqual([]);
  });

  // newsfoot.js, which shows notes in place, looks for `sup > a[href*='#fn']`, `.footnotes a[href*='#fn']`, and an id.
  it('is recognised by NetNewsWire', () => {
    const { readers } = render(NOTED);
    expect(readers.match(/<sup><a [^>]*href="[^"#]*#fn:a\./g)).toHaveLength(3);
    expect(readers).toMatch(/<section class="footnotes"[\s\S]*href="[^"#]*#fnref:a.1"/);
  });

  it('keeps its links in a post with raw HTML', () => {
    const { page, readers } = render(`${NOTED}\n<b>raw</b>`);
    for (const html of [page, readers]) {
      expect(html).toContain('<section class="footnotes" role="doc-endnotes">');
      expect(html).toContain('<li id="fn:a.2">');
    }
    expect(page).toContain('<a id="fnref:a.1-2" href="#fn:a.1" role="doc-noteref">1</a>');
    expect(readers).toContain('href="https://blog.example/posts/a#fn:a.1" role="doc-noteref">1</a>');
  });

  it('cannot be mistaken for that of another post or for a heading, and is numbered from 1 in each post', () => {
    const ids = (slug: string) =>
      [...render(`${NOTED}\n# fn:1\n`, { slug }).readers.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id);
    expect(ids('b')).toEqual(['fnref:b.1', 'fnref:b.1-2', 'fnref:b.2', 'b.fn1', 'fn:b.1', 'fn:b.2']);
    expect(ids('a').filter((id) => ids('b').includes(id))).toEqual([]);
    // Slugs of a series look like this.
    const series = (slug: string, heading: string) =>
      [...render(`${NOTED}\n# ${heading}\n`, { slug }).anchors].sort();
    expect(series('part', '1 intro').filter((id) => series('part-1', 'Intro').includes(id))).toEqual([]);
  });

  it('may be in a heading, a table or another note, and may contain blocks', () => {
    const { page, anchors } = render(
      '# A[^1]\n\n| b[^2] |\n|-|\n| c |\n\n[^1]: One[^2]\n\n        code\n[^2]: - item\n',
    );
    expect(page).toContain('<h1 id="a">A<sup><a id="fnref:a.1"');
    expect(page).toContain('<th>b<sup><a id="fnref:a.2" href="#fn:a.2"');
    expect(page).toContain('<li id="fn:a.1"><p>One<sup><a id="fnref:a.2-2" href="#fn:a.2"');
    expect(page).toMatch(/<code>code\n<\/code><\/pre> <a href="#fnref:a.1" /);
    expect(page).toMatch(/<li>item<\/li>\n<\/ul> <a href="#fnref:a.2" .* <a href="#fnref:a.2-2"/);
    for (const [, id = ''] of page.matchAll(/href="#([^"]*)"/g)) expect(anchors).toContain(id);
  });

  it('without a mark is left out, and a mark without a note is text', () => {
    expect(render('A.\n\n[^n]: Note.').page).toBe('<p>A.</p>\n');
    expect(render('A[^n].').page).toBe('<p>A[^n].</p>\n');
  });
});

describe('the opening', () => {
  // [Markdown, the text that a summary is cut from]
  it.each([
    ['First *one*.\n\nSecond.', 'First one.'],
    ['# Heading\n\nText under it.', 'Text under it.'],
    ['![](i.png)\n\nText below.', 'Text below.'],
    ['> Quoted.\n\nText.', 'Text.'],
    ['- one\n- two', 'one two'],
    ['# Heading alone', 'Heading alone'],
    ['Two\nlines\nof `code` &amp; entities &lt;b&gt;.', 'Two lines of code & entities <b>.'],
    ['Noted[^1].\n\n[^1]: Note.', 'Noted.'],
    ['<script>x()</script>\n\nText.', 'Text.'],
    ['Text <style>b{}</style>here<!-- not this -->.', 'Text here.'],
    ['![](i.png)', ''],
    ['![](i.png "Caption")\n\nText below.', 'Text below.'],
    ['![](i.png "Caption")', 'Caption'],
    ['| a | b |\n|-|-|\n| c[^1] | d |\n\n[^1]: Note.', 'a b c d'],
    ['<div>Raw</div>', 'Raw'],
  ])('of %j is %j', (body, opening) => expect(render(body).opening).toBe(opening));
});
