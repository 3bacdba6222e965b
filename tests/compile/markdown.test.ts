import { describe, expect, it } from 'vitest';
import { type Content, renderMarkdown } from '../../src/compile/markdown.ts';
import type { Reference } from '../../src/compile/references.ts';

/** Every path is a file of the blog; what runs is no address. */
function resolve(address: string): Reference | undefined {
  if (/^javascript:/i.test(address)) return undefined;
  if (address.startsWith('#')) return { page: address, readers: `https://blog.example/posts/a${address}` };
  const { href } = new URL(address, 'https://blog.example/posts/');
  return { page: href.replace('https://blog.example', ''), readers: href };
}

const render = (body: string, slug = 'a'): Content => renderMarkdown(body, { slug, resolve });

describe('Markdown', () => {
  // What the author writes, and what both audiences see of it.
  it.each([
    ['# One\n\nTwo', '<h1>One</h1>\n<p>Two</p>\n'],
    ['*a* **b** `c <d>`', '<p><em>a</em> <strong>b</strong> <code>c &lt;d&gt;</code></p>\n'],
    ['~~gone~~', '<p><del>gone</del></p>\n'],
    ['1 < 2 & 3 > 2', '<p>1 &lt; 2 &amp; 3 &gt; 2</p>\n'],
    ['&amp;amp; &copy; &lt;b&gt;', '<p>&amp;amp; &copy; &lt;b&gt;</p>\n'],
    [
      'See https://else.example/?a=1&b=2.',
      '<p>See <a href="https://else.example/?a=1&amp;b=2">https://else.example/?a=1&amp;b=2</a>.</p>\n',
    ],
    ['ada@blog.example', '<p><a href="mailto:ada@blog.example">ada@blog.example</a></p>\n'],
    ['<https://else.example/>', '<p><a href="https://else.example/">https://else.example/</a></p>\n'],
    [
      '```js\nif (a < b && c) "<script>";\n```',
      '<pre><code class="language-js">if (a &lt; b &amp;&amp; c) &quot;&lt;script&gt;&quot;;\n</code></pre>\n',
    ],
    ['```"><script>\nx\n```', '<pre><code class="language-&quot;&gt;&lt;script&gt;">x\n</code></pre>\n'],
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
    [
      '![a &amp; "b" <3 *c*](https://else.example/i.png)',
      '<p><img src="https://else.example/i.png" alt="a &amp; &quot;b&quot; &lt;3 c"></p>\n',
    ],
    [
      '[![i](https://e.example/i)](https://e.example/)',
      '<p><a href="https://e.example/"><img src="https://e.example/i" alt="i"></a></p>\n',
    ],
    ['[a *b*](javascript:alert(1))', '<p>a <em>b</em></p>\n'],
    ['[a](JAVASCRIPT&colon;alert(1))', '<p>a</p>\n'],
    ['![a "b"](javascript:alert(1))', '<p>a &quot;b&quot;</p>\n'],
    ['[a][b]\n\n[b]: https://else.example/ "T"', '<p><a href="https://else.example/" title="T">a</a></p>\n'],
  ])('%j becomes %j', (body, html) => {
    expect(render(body)).toMatchObject({ page: html, readers: html });
  });

  // What the author writes, what is on the page, and what readers get, who are far away and have no style sheet.
  it.each([
    ['[a](b)', '<p><a href="/posts/b">a</a></p>\n', '<p><a href="https://blog.example/posts/b">a</a></p>\n'],
    ['[a](#b)', '<p><a href="#b">a</a></p>\n', '<p><a href="https://blog.example/posts/a#b">a</a></p>\n'],
    [
      '![a](b)',
      '<p><img src="/posts/b" alt="a"></p>\n',
      '<p><img src="https://blog.example/posts/b" alt="a"></p>\n',
    ],
    [
      '- [x] done\n- [ ] open',
      '<ul>\n<li><input type="checkbox" disabled checked> done</li>\n<li><input type="checkbox" disabled> open</li>\n</ul>\n',
      '<ul>\n<li>☑ done</li>\n<li>☐ open</li>\n</ul>\n',
    ],
    [
      '- [x] done\n- [ ] open <b>now</b>',
      '<ul>\n<li><input type="checkbox" disabled checked /> done</li>\n<li><input type="checkbox" disabled /> open <b>now</b></li>\n</ul>\n',
      '<ul>\n<li>☑ done</li>\n<li>☐ open <b>now</b></li>\n</ul>\n',
    ],
  ])('%j is rendered for either audience', (body, page, readers) => {
    expect(render(body)).toMatchObject({ page, readers });
  });

  it('is rid of what runs, in footnotes and lists too', () => {
    const { page, readers } = render(
      'A[^1] <b onclick="x()">b</b>\n\n- <script>x()</script>\n\n[^1]: <img src="i.png" onerror="x()"><!-- c -->',
    );
    expect(page + readers).not.toMatch(/script|onclick|onerror|x\(\)|<!--/);
    expect(readers).toContain('<img src="https://blog.example/posts/i.png" />');
  });

  it('loses characters that only an entity could bring in', () => {
    const { readers, opening } = render('a&#8;b <i>c&#xFFFE;d</i>');
    expect(readers).toBe('<p>ab <i>cd</i></p>\n');
    expect(opening).toBe('ab cd');
  });

  it('that is empty is empty', () => {
    expect(render('')).toEqual({ page: '', readers: '', opening: '' });
  });
});

describe('a footnote', () => {
  const NOTED = 'One[^n] and again[^n], two[^m].\n\n[^n]: The [note](b).\n[^m]: More.\n';

  it('is linked to and from every place that refers to it, on the page by fragments', () => {
    expect(render(NOTED).page).toBe(
      '<p>One<sup><a id="a-fnref-1" href="#a-fn-1" data-footnote-ref>1</a></sup> and again' +
        '<sup><a id="a-fnref-1-2" href="#a-fn-1" data-footnote-ref>1</a></sup>, two' +
        '<sup><a id="a-fnref-2" href="#a-fn-2" data-footnote-ref>2</a></sup>.</p>\n' +
        '<section class="footnotes">\n<hr>\n<ol>\n' +
        '<li id="a-fn-1"><p>The <a href="/posts/b">note</a>.' +
        ' <a href="#a-fnref-1" data-footnote-backref>↩</a> <a href="#a-fnref-1-2" data-footnote-backref>↩</a></p></li>\n' +
        '<li id="a-fn-2"><p>More. <a href="#a-fnref-2" data-footnote-backref>↩</a></p></li>\n' +
        '</ol>\n</section>\n',
    );
  });

  it('is linked by whole addresses for readers, who would look for a fragment in the feed', () => {
    const hrefs = [...render(NOTED).readers.matchAll(/href="([^"]*)"/g)].map(([, href]) => href);
    expect(hrefs).toHaveLength(7);
    expect(hrefs.filter((href) => !href?.startsWith('https://blog.example/posts/'))).toEqual([]);
  });

  it('keeps its links when raw HTML has the whole cleaned', () => {
    const { page, readers } = render(`${NOTED}\n<b>raw</b>`);
    for (const html of [page, readers]) {
      expect(html).toContain('<a id="a-fnref-1-2" href="');
      expect(html).toContain('<li id="a-fn-2">');
    }
  });

  it('cannot be mistaken for that of another post, and is counted from 1 in each', () => {
    const ids = (slug: string) =>
      [...render(NOTED, slug).readers.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id);
    expect(ids('b')).toEqual(['b-fnref-1', 'b-fnref-1-2', 'b-fnref-2', 'b-fn-1', 'b-fn-2']);
    expect(ids('a').filter((id) => ids('b').includes(id))).toEqual([]);
  });

  it('that nothing refers to is left out, and a mark without a note is text', () => {
    expect(render('A.\n\n[^n]: Note.').page).toBe('<p>A.</p>\n');
    expect(render('A[^n].').page).toBe('<p>A[^n].</p>\n');
  });
});

describe('the opening', () => {
  // What the author writes, and the text that a summary is cut from.
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
  ])('of %j is %j', (body, opening) => expect(render(body).opening).toBe(opening));
});
