// Raw HTML in posts: what is kept, what is changed and what is removed.

import fc from 'fast-check';
import type { Root } from 'hast';
import { raw } from 'hast-util-raw';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { elementsIn } from '../../../src/compile/html/elements.ts';
import { rawNodes } from '../../../src/compile/html/raw-html.ts';
import { type Content, renderTree } from '../../../src/compile/html/render-tree.ts';
import { textOf } from '../../../src/compile/html/text-of.ts';
import { writeHtml } from '../../../src/compile/html/write-html.ts';
import { Anchors } from '../../../src/compile/links/anchors.ts';
import type { Reference, Resolve } from '../../../src/compile/links/references.ts';
import { oneLine } from '../../../src/compile/text/text.ts';
import { runs } from '../../runs.ts';
import { htmlSoup } from './soup.ts';

/** Every path is a file; one with `3x4` in its name is a picture of that size. */
function resolve(address: string): Reference | undefined {
  if (/^\s*(javascript|data):/i.test(address)) return undefined;
  const { href } = new URL(address, 'https://blog.example/posts/a');
  const page = address.startsWith('#') ? address : href.replace('https://blog.example', '');
  return { page, readers: href, ...(/3x4/.test(address) && { size: { width: 3, height: 4 } }) };
}

/** Raw HTML of the post `a`, whose Markdown has the heading `Part`. */
function render(html: string, resolveAddress: Resolve = resolve): Content {
  const anchors = new Anchors('a');
  anchors.addHeading('Part');
  const children = rawNodes({ html, parts: [[0, 0]] }, () => {});
  const context = {
    body: html,
    anchors,
    resolve: resolveAddress,
    warn: () => {},
    typography: 'plain',
  } as const;
  return renderTree({ type: 'root', children }, context);
}

const parse = (html: string) => raw({ type: 'root', children: [{ type: 'raw', value: html }] }) as Root;

/** An element with attributes, or text where the tag has no end. */
const ONE_TAG = /^(?:<i(?: [a-z-]+(?:="[^"<>]*")?)*>a<\/i>|&lt;i [^<>]*)$/;

describe('raw HTML', () => {
  // [what the author writes, HTML for both audiences, without scripts, styles and hidden content]
  it.each([
    ['<script>alert(1)</script>a', 'a'],
    ['<SCRIPT SRC=//e.example></SCRIPT>a', 'a'],
    ['<p onclick="x()" onmouseover=x()>a</p>', '<p>a</p>'],
    ['<p style="position:fixed">a</p>', '<p>a</p>'],
    ['<style>p{}</style><p>a</p>', '<p>a</p>'],
    ['a<!-- hidden -->b', 'ab'],
    ['<a href="javascript:x()">a</a>', 'a'],
    ['<a href="&#106;avascript:x()">a</a>', 'a'],
    ['<form action="/x"><button>a</button></form>', 'a'],
    ['<link rel="y"><meta name="z"><base href="//e">a', 'a'],
    ['<textarea>a</textarea><xmp>b</xmp>c', 'c'],
    ['<select><option>a</option></select>', 'a'],
    ['<math><mi>a</mi></math><noscript>b</noscript><template>c</template>', 'abc'],
    ['<plaintext>a <b>b</b>', 'a <b>b</b>'],
    ['<svg onload="x()"><a xlink:href="javascript:x()">a</a></svg>', 'a'],
    ['<marquee>a</marquee>', 'a'],
    ['<div>un<b>closed', '<div>un<b>closed</b></div>'],
    ['</div>a</section>', 'a'],
    ['<div><p>a</div>b', '<div><p>a</p></div>b'],
    ['<b><i>a</b>b</i>', '<b><i>a</i></b><i>b</i>'],
    ['a < b & c', 'a &lt; b &amp; c'],
    ['<p>a <', '<p>a &lt;</p>'],
    ['<p><form><p>a</form>b', '<p></p><p>a</p>b'],
    ['<dl><dt><x-y><dd>a', '<dl><dt></dt><dd>a</dd></dl>'],
    ['<p><h2>a', '<p></p><h2>a</h2>'],
    ['a</p>b', 'ab'],
    ['<b title="a > b">c</b>', '<b title="a &gt; b">c</b>'],
    ['<p title="t" lang="de" dir="rtl">a</p>', '<p title="t" lang="de" dir="rtl">a</p>'],
    ['a<wbr>b<picture><source></picture>', 'a<wbr>b<picture><source></picture>'],
    ['<video controls>a</video>b', '<video controls>a</video>b'],
    ['<video controls><p>a</p>', '<video controls></video><p>a</p>'],
    ['<audio><source><track>a', '<audio><source><track></audio>a'],
    ['<ruby>漢<rt>kan</rt></ruby>', '<ruby>漢<rt>kan</rt></ruby>'],
    ['<details open><summary>a</summary>b</details>', '<details open><summary>a</summary>b</details>'],
    ['<table><td colspan="2">a</table>', '<table><tbody><tr><td colspan="2">a</td></tr></tbody></table>'],
  ])('%j is cleaned to %j', (html, cleaned) => {
    expect(render(html).page).toBe(cleaned);
    expect(render(html).readers).toBe(cleaned);
  });

  // Where a reader shows content in a table cell or a list item, these would end it. [raw HTML, cleaned]
  it.each([
    ['<td colspan="2">a</td>', 'a'],
    ['<tr><th>a</tr>', 'a'],
    ['<colgroup><col></colgroup>a', 'a'],
    ['<caption>a</caption>', 'a'],
    ['</td></tr></table>a', 'a'],
    ['</div></li></article></main></body></html>a', 'a'],
    ['<html><body><frameset>a', 'a'],
    ['<table><table><td>a', '<table></table><table><tbody><tr><td>a</td></tr></tbody></table>'],
    [
      '<table><td><table><caption>a</table>b',
      '<table><tbody><tr><td><table><caption>a</caption></table>b</td></tr></tbody></table>',
    ],
    ['<select><td>a', 'a'],
    ['<math><mtext><td>a', 'a'],
    ['<svg><desc><tr>a', 'a'],
    ['<template><tr><td>a</template>b', 'ab'],
    ['<li>a<li>b', '<ul><li>a</li><li>b</li></ul>'],
    ['<li>a</li>\n<li>b</li>\nc', '<ul><li>a</li>\n<li>b</li></ul>\nc'],
    ['<li>a<ol><li>b</ol>', '<ul><li>a<ol><li>b</li></ol></li></ul>'],
    ['<menu><li>a</menu>b', '<ul><li>a</li></ul>b'],
    ['<dt>a<dd>b<li>c', '<dl><dt>a</dt><dd>b<ul><li>c</li></ul></dd></dl>'],
    ['<ul><div><li>a</div></ul>', '<ul><div><li>a</li></div></ul>'],
  ])('%j, which could break out of a reader, is cleaned to %j', (html, cleaned) => {
    expect(render(html).page).toBe(cleaned);
    expect(render(html).readers).toBe(cleaned);
  });

  // [attributes as the author writes them, attributes that are kept]
  it.each([
    ['aria-label=x', ' aria-label="x"'],
    ['ARIA-Label=x', ' aria-label="x"'],
    ['aria-"onclick=x()', ''],
    ['aria-label"onclick=x()', ''],
    ['aria-label"=x', ''],
    ['aria-onclick=x', ''],
    ['data-"onclick=x()', ''],
    ['data-x=y', ''],
    ['"=x', ''],
    ["title'=x", ''],
    ['ti\u0001tle=x', ''],
    ['title\u00A0=x', ''],
    ['tıtle=x', ''],
    ['lang\u212A=x', ''],
    ['xml:lang=de', ''],
    ['xlink:href=x', ''],
    ['xmlns:x=y', ''],
    ['<b title=x', ' title="x"'],
    ['=title=x', ''],
  ])('of the attributes %j, it keeps %j', (typed, kept) => {
    expect(render(`<i ${typed}>a</i>`).page).toBe(`<i${kept}>a</i>`);
    expect(render(`<i ${typed}>a</i>`).readers).toBe(`<i${kept}>a</i>`);
  });

  it('has only attributes whose names HTML can write, whatever the author writes', () => {
    const names = [
      'aria-',
      'aria-label',
      'data-',
      'xml:',
      'xlink:href',
      'title',
      'onclick',
      'on',
      'É',
      '🙂',
      '\u0001',
    ];
    const typed = fc
      .array(fc.constantFrom(...names, ...'"\'<=/-:.{@\u00A0\u0130\u212A\t '), { maxLength: 8 })
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(typed, (attributes) => {
        const { page, readers } = render(`<i ${attributes}>a</i>`);
        for (const html of [page, readers]) expect(html).toMatch(ONE_TAG);
      }),
      runs(500),
    );
  });

  // [what the author writes, HTML on the page, HTML for readers]
  it.each([
    ['<p class="wide">a</p>', '<p class="wide">a</p>', '<p>a</p>'],
    ['<a href="/b">a</a>', '<a href="/b">a</a>', '<a href="https://blog.example/b">a</a>'],
    ['<q cite="/b">a</q>', '<q cite="/b">a</q>', '<q cite="https://blog.example/b">a</q>'],
    [
      '<video src="v.mp4" poster="p.png" controls></video>',
      '<video src="/posts/v.mp4" poster="/posts/p.png" controls></video>',
      '<video src="https://blog.example/posts/v.mp4" poster="https://blog.example/posts/p.png" controls></video>',
    ],
    [
      '<code class="language-js x">a</code>',
      '<code class="language-js x">a</code>',
      '<code class="language-js">a</code>',
    ],
    ['<img src="data:image/png,x" alt="a &lt; b">', 'a &lt; b', 'a &lt; b'],
    ['<img alt="a"><img>b', 'ab', 'ab'],
    ['<img src=" " alt="a">', 'a', 'a'],
    ['<img srcset="/b big" alt="a">', 'a', 'a'],
    [
      '<img data-src="/b" alt="a">',
      '<img src="/b" alt="a" decoding="async">',
      '<img src="https://blog.example/b" alt="a">',
    ],
    [
      '<img src="data:image/gif;base64,R0" data-src="3x4.png" alt="">',
      '<img src="/posts/3x4.png" alt="" width="3" height="4" decoding="async">',
      '<img src="https://blog.example/posts/3x4.png" alt="" width="3" height="4">',
    ],
    [
      '<img data-src="/a$$b.png?x=$&y=1">',
      '<img src="/a$$b.png?x=$&amp;y=1" decoding="async">',
      '<img src="https://blog.example/a$$b.png?x=$&amp;y=1">',
    ],
    [
      '<img src="/own" data-src="/b">',
      '<img src="/own" decoding="async">',
      '<img src="https://blog.example/own">',
    ],
    [
      '<img srcset="/b 2x">',
      '<img src="/b" srcset="/b 2x" decoding="async">',
      '<img src="https://blog.example/b" srcset="https://blog.example/b 2x">',
    ],
    [
      '<img srcset="data:x 1x, /b big" data-srcset="/c 1x, /d 2x">',
      '<img src="/c" decoding="async">',
      '<img src="https://blog.example/c">',
    ],
    [
      '<picture><source srcset="/w 2x, /v"><source srcset="/u"><img alt="a"></picture><img alt="b">',
      '<picture><source srcset="/w 2x, /v"><source srcset="/u"><img src="/w" alt="a" decoding="async"></picture>b',
      '<picture><source srcset="https://blog.example/w 2x, https://blog.example/v"><source srcset="https://blog.example/u"><img src="https://blog.example/w" alt="a"></picture>b',
    ],
    [
      '<img data-src="/b"><noscript><img src="/b"></noscript><img src="/b">',
      '<img src="/b" decoding="async"><img src="/b" loading="lazy" decoding="async">',
      '<img src="https://blog.example/b"><img src="https://blog.example/b">',
    ],
    [
      '<img data-src="/b"><noscript><p><img src="/b"></p></noscript>',
      '<img src="/b" decoding="async"><p></p>',
      '<img src="https://blog.example/b"><p></p>',
    ],
    [
      '<noscript><img src="/b"></noscript><img data-src="/b"><noscript>c</noscript>',
      '<img src="/b" decoding="async">c',
      '<img src="https://blog.example/b">c',
    ],
    [
      '<iframe data-src="/v" title="A film"></iframe>',
      '<iframe src="/v" title="A film"></iframe>',
      '<a href="https://blog.example/v">A film</a>',
    ],
    [
      '<iframe src="about:blank" data-src="/v"></iframe>',
      '<iframe src="/v"></iframe>',
      '<a href="https://blog.example/v">https://blog.example/v</a>',
    ],
    [
      '<img src="3x4.png" alt="">',
      '<img src="/posts/3x4.png" alt="" width="3" height="4" decoding="async">',
      '<img src="https://blog.example/posts/3x4.png" alt="" width="3" height="4">',
    ],
    [
      '<img src="3x4.png" width="30"><img src="/b" loading="eager"><img src="/c">',
      '<img src="/posts/3x4.png" width="30" decoding="async"><img src="/b" loading="eager" decoding="async">' +
        '<img src="/c" loading="lazy" decoding="async">',
      '<img src="https://blog.example/posts/3x4.png" width="30"><img src="https://blog.example/b">' +
        '<img src="https://blog.example/c">',
    ],
    [
      '<iframe src="https://e.example/v" title="A film" onload="x()"></iframe>',
      '<iframe src="https://e.example/v" title="A film"></iframe>',
      '<a href="https://e.example/v">A film</a>',
    ],
    [
      '<iframe src="/v"></iframe>',
      '<iframe src="/v"></iframe>',
      '<a href="https://blog.example/v">https://blog.example/v</a>',
    ],
    [
      '<iframe src="https://e.example/v" data-link="https://e.example/w" title="A film"></iframe>',
      '<iframe src="https://e.example/v" title="A film"></iframe>',
      '<a href="https://e.example/w">A film</a>',
    ],
    [
      '<iframe src="https://e.example/v" data-link="javascript:x()" title="A film"></iframe>',
      '<iframe src="https://e.example/v" title="A film"></iframe>',
      '<a href="https://e.example/v">A film</a>',
    ],
    ['<iframe src="javascript:x()"></iframe>a', 'a', 'a'],
    ['<iframe srcdoc="<script>x()</script>"></iframe>a', 'a', 'a'],
    [
      '<iframe src="/v">a</iframe>b',
      '<iframe src="/v"></iframe>b',
      '<a href="https://blog.example/v">https://blog.example/v</a>b',
    ],
    [
      '<iframe src="/v">b <p>c',
      '<iframe src="/v"></iframe>b <p>c</p>',
      '<a href="https://blog.example/v">https://blog.example/v</a>b <p>c</p>',
    ],
    [
      '<object data="/o" title="O & P"><embed src="/e"></object>a',
      '<a href="/o">O &amp; P</a>a',
      '<a href="https://blog.example/o">O &amp; P</a>a',
    ],
    [
      '<embed src="/e">a',
      '<a href="/e">/e</a>a',
      '<a href="https://blog.example/e">https://blog.example/e</a>a',
    ],
    ['<object data="data:x">a</object>b', 'b', 'b'],
    ['<input type="checkbox" checked disabled>', '<input type="checkbox" checked disabled>', '☑'],
  ])('%j is rendered for each audience', (html, page, readers) => {
    expect(render(html).page).toBe(page);
    expect(render(html).readers).toBe(readers);
  });

  // [candidates as an author writes them, candidates on the page]
  it.each([
    ['/a.png', '/a.png'],
    ['/a.png 1x, /b.png 2x', '/a.png 1x, /b.png 2x'],
    ['/a.png 1x,/b.png 2x', '/a.png 1x, /b.png 2x'],
    ['/a.png, /b.png 2x', '/a.png, /b.png 2x'],
    ['  a.png   480w ,\n b.png 800w, ', '/posts/a.png 480w, /posts/b.png 800w'],
    ['/a,b.png 2x', '/a,b.png 2x'],
    ['javascript:x 1x, /b.png 2x', '/b.png 2x'],
    ['/a.png big, /b.png 2x', '/b.png 2x'],
    ['/a.png 800W, /b.png -1x, /c.png 0w, /d.png 600h, /e.png 1w 2x, /f.png 1.5x', '/f.png 1.5x'],
    ['/a.png 800w\n600h, /b.png .5x', '/a.png 800w 600h, /b.png .5x'],
  ])('srcset %j becomes %j', (srcset, resolved) => {
    expect(render(`<source srcset="${srcset}">`).page).toBe(`<source srcset="${resolved}">`);
  });

  it.each(['big', '800W', '-1x', '1w 2x', '9999999999999w', `${'9'.repeat(400)}x`, '0.00000000001x'])(
    'srcset is removed if its only descriptor is %s, without output on the console',
    (descriptor) => {
      const log = vi.spyOn(console, 'log');
      onTestFinished(() => log.mockRestore());
      expect(render(`<img src="/a.png" srcset="/b.png ${descriptor}">`).readers).toBe(
        '<img src="https://blog.example/a.png">',
      );
      expect(log).not.toHaveBeenCalled();
    },
  );

  it('resolves every address', () => {
    const asked = new Set<string>();
    const html =
      '<a href=a><img src=b srcset="c 1x,d 2x"><video src=e poster=f><track src=g></video><q cite=h></q></a><object data=i></object><embed src=j><iframe src=k></iframe>';
    render(html, (address) => {
      asked.add(address);
      return resolve(address);
    });
    const typed = [...asked].filter((address) => !address.startsWith('https:'));
    expect(typed.sort().join('')).toBe('abcdefghijk');
  });
});

describe('an id in raw HTML', () => {
  // [what the author writes in the post `a`, HTML on its page, HTML for readers]
  it.each([
    ['<p id="x">t</p>', '<span id="a.x"></span><p id="x">t</p>', '<p id="a.x">t</p>'],
    ['<p id=" x y ">t</p>', '<span id="a.x-y"></span><p id="x-y">t</p>', '<p id="a.x-y">t</p>'],
    ['<p id="">t</p>', '<p>t</p>', '<p>t</p>'],
    ['<p id="größe">t</p>', '<span id="a.größe"></span><p id="größe">t</p>', '<p id="a.größe">t</p>'],
    ['<p id="a.x">t</p>', '<span id="a.x"></span><p id="x">t</p>', '<p id="a.x">t</p>'],
    ['<dfn id="fn:a.1">t</dfn>', '<dfn id="fn:a.1">t</dfn>', '<dfn id="fn:a.1">t</dfn>'],
    ['<a name="x">t</a>', '<span id="a.x"></span><a id="x">t</a>', '<a id="a.x">t</a>'],
    [
      '<i id="x">t</i><b id="x">u</b>',
      '<span id="a.x"></span><i id="x">t</i><b>u</b>',
      '<i id="a.x">t</i><b id="a.x">u</b>',
    ],
    [
      '<table id="x"><tr id="y"><td>t</table>',
      '<span id="a.x"></span><table id="x"><tbody><tr id="y"><td><span id="a.y"></span>t</td></tr></tbody></table>',
      '<table id="a.x"><tbody><tr id="a.y"><td>t</td></tr></tbody></table>',
    ],
    [
      '<ul><li id="x">t</ul>',
      '<ul><li id="x"><span id="a.x"></span>t</li></ul>',
      '<ul><li id="a.x">t</li></ul>',
    ],
    [
      '<pre><code id="x">t</code></pre>',
      '<pre><span id="a.x"></span><code id="x">t</code></pre>',
      '<pre><code id="a.x">t</code></pre>',
    ],
    [
      '<h2 id="x"><a class="anchor" id="y" href="#x">t</a></h2>',
      '<span id="a.x"></span><h2 id="x"><span id="a.y"></span><a class="anchor" id="y" href="#x">t</a></h2>',
      '<h2 id="a.x">t</h2>',
    ],
    ['<a href="#x">t</a>', '<a href="#x">t</a>', '<a href="https://blog.example/posts/a#a.x">t</a>'],
    ['<a href="#part">t</a>', '<a href="#part">t</a>', '<a href="https://blog.example/posts/a#a.part">t</a>'],
    [
      '<a href="#a.part">t</a>',
      '<a href="#part">t</a>',
      '<a href="https://blog.example/posts/a#a.part">t</a>',
    ],
    ['<a href="#top">t</a>', '<a href="#top">t</a>', '<a href="https://blog.example/posts/a#top">t</a>'],
    [
      '<p aria-labelledby="x  a.part">t</p>',
      '<p aria-labelledby="x part">t</p>',
      '<p aria-labelledby="a.x a.part">t</p>',
    ],
    ['<p aria-describedby="x">t</p>', '<p aria-describedby="x">t</p>', '<p aria-describedby="a.x">t</p>'],
    [
      '<table><tr><td headers="x y">t</td></tr></table>',
      '<table><tbody><tr><td headers="x y">t</td></tr></tbody></table>',
      '<table><tbody><tr><td headers="a.x a.y">t</td></tr></tbody></table>',
    ],
    ['<p aria-label="x">t</p>', '<p aria-label="x">t</p>', '<p aria-label="x">t</p>'],
  ])('as in %j is on the page as it is written, and has the slug for readers', (html, page, readers) => {
    expect(render(html)).toMatchObject({ page, readers });
  });

  it('is there with the slug, too, on the page, so that links in feeds and older links lead to it', () => {
    fc.assert(
      fc.property(htmlSoup, (html) => {
        const ids = (content: string) =>
          elementsIn(parse(content)).flatMap(({ properties: { id } }) =>
            id === undefined ? [] : [String(id)],
          );
        const { page, readers } = render(html);
        expect(new Set(ids(page)).size).toBe(ids(page).length);
        for (const id of ids(readers)) {
          expect(ids(page)).toContain(id.replace(/^a\./, ''));
          // A column has no content in which a second id could be.
          if (!/<col\b|<source\b|<track\b/.test(readers)) expect(ids(page)).toContain(id);
        }
      }),
      runs(500),
    );
  });
});

describe('any soup of raw HTML, once cleaned,', () => {
  const write = (tree: Root) => writeHtml(tree, { highlight: false });
  /** A place for an id with the slug is an element of its own, and has an id of its own when it is rendered again. */
  const withoutPlaces = (html: string) => html.replace(/ id="[^"]*"/g, '').replaceAll('<span></span>', '');

  it.each(['page', 'readers'] as const)(
    'is balanced, harmless and the same when cleaned again (%s)',
    (audience) => {
      fc.assert(
        fc.property(htmlSoup, (html) => {
          const cleaned = render(html)[audience];
          // A parser that follows the standard reads it as it is written.
          expect(write(parse(cleaned))).toBe(cleaned);
          for (const { tagName, properties } of elementsIn(parse(cleaned))) {
            expect(tagName).not.toMatch(/^(script|style|textarea|form|svg|object|embed|title|base|x:y)$/);
            for (const [attribute, value] of Object.entries(properties)) {
              expect(attribute).not.toMatch(/^(on|style|srcDoc|formAction|xLink)/);
              if (/^(href|src|poster|cite)$/.test(attribute)) expect(value).toMatch(/^(https:|\/|#)/);
              if (/^(id|headers|ariaLabelledBy)$/.test(attribute) && audience === 'readers')
                for (const id of [value].flat()) expect(id).toMatch(/^a\.\S+$/);
            }
          }
          const again = render(cleaned)[audience];
          if (audience === 'readers') expect(again).toBe(cleaned);
          else expect(withoutPlaces(again)).toBe(withoutPlaces(cleaned));
        }),
        runs(1000),
      );
    },
  );

  it('has only absolute addresses for readers, and no classes but those of code', () => {
    fc.assert(
      fc.property(htmlSoup, (html) => {
        for (const { tagName, properties } of elementsIn(parse(render(html).readers))) {
          const { href, src, poster, cite, srcSet = '', className = [] } = properties;
          for (const url of [href, src, poster, cite, ...String(srcSet).split(', ')]) {
            if (url) expect(url).toMatch(/^https:\/\//);
          }
          expect(tagName).not.toMatch(/^(iframe|input)$/);
          for (const each of [className].flat()) expect(each).toMatch(/^language-/);
        }
      }),
      runs(1000),
    );
  });
});

describe('the text of HTML', () => {
  // [HTML, what a person would read aloud]
  it.each([
    ['<p>One</p><p>two</p>', 'One two'],
    ['One<br>two', 'One two'],
    ['<ul><li>One</li><li>two</li></ul>', 'One two'],
    ['w<b>or</b>d', 'word'],
    ['&lt;b&gt; &amp;amp; &#8222;&nbsp;x', '<b> &amp; „\u00A0x'],
    ['a<!-- c -->b', 'ab'],
    ['One<sup><a href="#n" role="doc-noteref">1</a></sup> two', 'One two'],
    ['One<section role="doc-endnotes"><p>Note <b>b</b></p></section> two', 'One two'],
    ['<h2>One</h2>two<div>three</div>four', 'One two three four'],
    ['<table><tr><th>One</th><td>two</td></tr></table>', 'One two'],
    ['<dl><dt>One<dd>two</dl>three', 'One two three'],
    ['<figure><img src="i"><figcaption>One</figcaption></figure>', 'One'],
    ['<ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby>字', '漢字'],
    ['<p>One</p>, two', 'One , two'],
    ['<img alt="unread" src="i">', ''],
    [' \n ', ''],
  ])('%j is %j', (html, text) => expect(oneLine(textOf(parse(html)))).toBe(text));
});
