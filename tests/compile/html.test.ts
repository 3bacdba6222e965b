import { describe, expect, it } from 'vitest';
import { cleanForPage, cleanForReaders, textOfHtml } from '../../src/compile/html.ts';
import type { Reference } from '../../src/compile/references.ts';

function resolve(address: string): Reference | undefined {
  if (/^\s*(javascript|data):/i.test(address)) return undefined;
  const { href } = new URL(address, 'https://blog.example/');
  return { page: href.replace('https://blog.example', ''), readers: href };
}

describe('raw HTML', () => {
  // What the author writes, and what is left for both audiences: nothing that runs, styles or hides.
  it.each([
    ['<script>alert(1)</script>a', 'a'],
    ['<SCRIPT SRC=//e.example></SCRIPT>a', 'a'],
    ['<p onclick="x()" onmouseover=x()>a</p>', '<p>a</p>'],
    ['<p style="position:fixed">a</p>', '<p>a</p>'],
    ['<style>p{}</style><p>a</p>', '<p>a</p>'],
    ['a<!-- hidden -->b', 'ab'],
    ['<a href="javascript:x()">a</a>', '<a>a</a>'],
    ['<a href="&#106;avascript:x()">a</a>', '<a>a</a>'],
    ['<img src="data:image/svg+xml,x" alt="a">', '<img alt="a" />'],
    ['<form action="/x"><button>a</button></form>', 'a'],
    ['<object data="x"></object><embed src="x"><link rel="y"><meta name="z"><base href="//e">a', 'a'],
    ['<svg onload="x()"><a xlink:href="javascript:x()">a</a></svg>', '<a>a</a>'],
    ['<marquee>a</marquee>', 'a'],
    ['<div>un<b>closed', '<div>un<b>closed</b></div>'],
    ['</div>a</section>', 'a'],
    ['<div><p>a</div>b', '<div><p>a</p></div>b'],
    ['<b><i>a</b>b</i>', '<b><i>a</i></b>b'],
    ['a < b & c', 'a &lt; b &amp; c'],
    ['<p id="x" title="t" lang="de" dir="rtl">a</p>', '<p id="x" title="t" lang="de" dir="rtl">a</p>'],
    ['<ruby>漢<rt>kan</rt></ruby>', '<ruby>漢<rt>kan</rt></ruby>'],
    ['<details open><summary>a</summary>b</details>', '<details open><summary>a</summary>b</details>'],
    ['<td colspan="2">a</td>', '<td colspan="2">a</td>'],
    [
      '<img src="https://e.example/i" width="3" height="4" alt="">',
      '<img src="https://e.example/i" width="3" height="4" alt="" />',
    ],
  ])('%j is cleaned to %j', (html, clean) => {
    expect(cleanForPage(html, resolve)).toBe(clean);
    expect(cleanForReaders(html, resolve)).toBe(clean);
  });

  // What the author writes, what is left on the page, and what readers get.
  it.each([
    ['<p class="wide">a</p>', '<p class="wide">a</p>', '<p>a</p>'],
    ['<a href="/b">a</a>', '<a href="/b">a</a>', '<a href="https://blog.example/b">a</a>'],
    ['<q cite="/b">a</q>', '<q cite="/b">a</q>', '<q cite="https://blog.example/b">a</q>'],
    [
      '<video src="v.mp4" poster="p.png" controls></video>',
      '<video src="/v.mp4" poster="/p.png" controls></video>',
      '<video src="https://blog.example/v.mp4" poster="https://blog.example/p.png" controls></video>',
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
    ['<iframe src="javascript:x()"></iframe>', '<iframe></iframe>', '<a></a>'],
    ['<iframe srcdoc="<script>x()</script>"></iframe>', '<iframe></iframe>', '<a></a>'],
    ['<input type="checkbox" checked disabled>', '<input type="checkbox" checked disabled />', ''],
  ])('%j is rendered for either audience', (html, page, readers) => {
    expect(cleanForPage(html, resolve)).toBe(page);
    expect(cleanForReaders(html, resolve)).toBe(readers);
  });

  // The candidates as an author writes them, and as they are on the page.
  it.each([
    ['a.png', '/a.png'],
    ['a.png 1x, b.png 2x', '/a.png 1x, /b.png 2x'],
    ['a.png 1x,b.png 2x', '/a.png 1x, /b.png 2x'],
    ['a.png, b.png 2x', '/a.png, /b.png 2x'],
    ['  a.png   480w ,\n b.png 800w, ', '/a.png 480w, /b.png 800w'],
    ['a,b.png 2x', '/a,b.png 2x'],
    ['javascript:x 1x, b.png 2x', '/b.png 2x'],
  ])('srcset %j becomes %j', (srcset, resolved) => {
    expect(cleanForPage(`<img srcset="${srcset}">`, resolve)).toBe(`<img srcset="${resolved}" />`);
  });

  it('asks for every file that it needs', () => {
    const asked: string[] = [];
    const html =
      '<a href=a><img src=b srcset="c 1x,d 2x"><video src=e poster=f><track src=g></video><q cite=h></q></a>';
    cleanForPage(html, (address) => {
      asked.push(address);
      return resolve(address);
    });
    expect(asked.sort().join('')).toBe('abcdefgh');
  });
});

describe('the text of HTML', () => {
  // HTML, and what a person would read aloud.
  it.each([
    ['<p>One</p><p>two</p>', 'One two'],
    ['One<br>two', 'One two'],
    ['<ul><li>One</li><li>two</li></ul>', 'One two'],
    ['w<b>or</b>d', 'word'],
    ['&lt;b&gt; &amp;amp; &#8222;&nbsp;x', '<b> &amp; „ x'],
    ['a<script>x()</script><style>b{}</style>b', 'ab'],
    ['a<!-- c -->b', 'ab'],
    ['One<sup><a href="#n" data-footnote-ref>1</a></sup> two', 'One two'],
    ['<img alt="unread" src="i">', ''],
    [' \n ', ''],
  ])('%j is %j', (html, text) => expect(textOfHtml(html)).toBe(text));
});
