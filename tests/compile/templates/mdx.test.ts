// MDX: imports, components and expressions in Markdown, read as Markdown and HTML.

import { describe, expect, it } from 'vitest';
import { isMdx } from '../../../src/compile/templates/modules.ts';
import { compileBlog, post } from '../blog.ts';
import { read, readMdx, YOUTUBE } from './reading.ts';

describe('in MDX', () => {
  it.each([
    ['import A from "./a.astro"\nimport { B } from "b";\n\nText', '\nText'],
    ['export const a = {\n  b: [\n\n  1],\n}\n\nText', '\nText'],
    ['import A from "a"\n\nText\nimport your own', '\nText\nimport your own'],
    ['{/* a comment */}Text', 'Text'],
    ['a{" "}b', 'a b'],
    ["a {'<b>'}", 'a \\<b>'],
    ['export const n = "Ada"\n\nI am {n}', '\nI am Ada'],
    ['I am {frontmatter.mood}', 'I am cheerful'],
    [
      '<div className="x" htmlFor="y" style={{ a: 1 }} onClick={go} hidden>a</div>',
      '<div class="x" for="y" hidden>a</div>',
    ],
    ['<img src="a.png" width={300} />', '<img src="a.png" width="300">'],
    ['<span />', '<span></span>'],
    ['<>a</>', 'a'],
    ['<div>\n  **a**\n</div>', '<div>\n\n**a**\n\n</div>'],
    [
      '<Note>\n    Text\n    - a\n      - b\n</Note>',
      '<blockquote>\n\n**Note**\n\nText\n- a\n  - b\n\n</blockquote>',
    ],
    ['<Callout type="warning">Text</Callout>', '<blockquote>\n\n**Warning**\n\nText\n\n</blockquote>'],
    ['<Image src="/a.png" alt="A" width={3} height={4} />', '![A](/a.png)'],
    ['import hero from "./hero.png"\n\n<Image src={hero} alt="A" />', '\n![A](./hero.png)'],
    ['<YouTube id="dQw4w9WgXcQ" />', YOUTUBE],
    ['<Tweet id={"877"} />', '[Post on X](https://x.com/i/status/877)'],
    ['<Link href="/a">b</Link>', '[b](/a)'],
    ['<LinkCard title="A" href="/a" />', '[A](/a)'],
    ['<Fragment>a</Fragment>', 'a'],
    [
      '<Tabs>\n    <TabItem label="A">\n        Text\n    </TabItem>\n    <TabItem label="B">\n        Text\n    </TabItem>\n</Tabs>',
      '\n\n**A**\n\nText\n\n**B**\n\nText',
    ],
    [
      '<details>\n  <summary>a</summary>\n  *b*\n</details>',
      '<details>\n\n<summary>a</summary>\n\n*b*\n\n</details>',
    ],
    ['<summary>**a** b</summary>', '<summary>\n\n**a** b\n\n</summary>'],
    ['<small>\n  [a\n  b](https://c.example)\n</small>', '<div>\n\n[a\nb](https://c.example)\n\n</div>'],
    ['<p>a *</p> <b>**c**</b>', '<p>a *</p> <b>**c**</b>'],
    ['<Code code={`let a`} lang="js" />', '```js\nlet a\n```'],
    ['<Code lang="js">{`let a\nlet b`}</Code>', '```js\nlet a\nlet b\n```'],
    ['\\{a} `{b}` $x^{2}$', '\\{a} `{b}` $x^{2}$'],
    ['```js\nimport a from "b"\n<A b={c} />\n```', '```js\nimport a from "b"\n<A b={c} />\n```'],
  ])('%j', (text, markdown) => {
    const { body, warnings } = readMdx(text);
    expect(body.replace(/\n{2,}/g, '\n\n').replace(/\n+$/, '')).toBe(markdown);
    expect(warnings).toEqual([]);
  });

  it.each([
    ['<Unknown a={1} />', '', '1:1: <Unknown> means nothing here and is left out'],
    [
      '<Unknown>\n\n*a*\n\n</Unknown>',
      '\n\n*a*\n\n',
      '1:1: <Unknown> means nothing here, so only the text in it is shown',
    ],
    ['a {count + 1}', 'a ', '1:3: {count + 1} is JavaScript, which is not run, and is left out'],
    ['{a.map((b) => (\n  <B c={d} />\n))}', '', '1:1: {a.map((b) => ( <B c={d} /> ))} is JavaScript'],
    ['a </Unknown>', 'a ', '1:3: </Unknown> ends nothing and is left out'],
  ])('what has no meaning is reported and left out: %j', (text, markdown, warning) => {
    const { body, warnings } = readMdx(text);
    expect(body).toBe(markdown);
    expect(warnings).toEqual([expect.stringContaining(warning)]);
  });

  it.each(['<A b={', 'a { b', '<A b="', 'export const a = {', '</', '<A {...', '{`${'])(
    'what is not valid does not stop the post: %j',
    (text) => {
      expect(readMdx(`${text}\n\nText after`).body).toContain('Text after');
    },
  );
});

describe('in Markdown that is not MDX', () => {
  it.each<[string, string]>([
    ['a <span style={{wordBreak: "keep-all"}}>b *c*</span>', 'a <span>b *c*</span>'],
    ['<img alt="a" src="/a.png" style={{\n  width: "50%",\n}} />', '<img alt="a" src="/a.png">'],
    ['<img src="/a.png" width={300} className="b" />', '<img src="/a.png" width="300" class="b">'],
    ['`<b style={{a: 1}}>` <a href="/a={b}">c</a>', '`<b style={{a: 1}}>` <a href="/a={b}">c</a>'],
  ])('an element of JSX is read: %j', (text, markdown) => {
    expect(read(text)).toMatchObject({ body: markdown, warnings: [] });
  });

  it('a component that closes itself is read', () => {
    expect(read('<Tweet id="877" />').body).toBe('[Post on X](https://x.com/i/status/877)');
    expect(read('<lite-youtube videoid="dQw4w9WgXcQ"></lite-youtube>').body).toBe(YOUTUBE);
    expect(read('<Unknown />').warnings).toEqual([
      expect.stringMatching(/^1:1: <Unknown> means nothing here/),
    ]);
  });

  it.each(['import a from "b"', '{a}', '<div className="x">', 'A <List> of <B>b</B>'])('%j stays', (text) => {
    expect(read(text)).toMatchObject({ body: text, warnings: [] });
  });
});

describe('a post is MDX', () => {
  it.each([
    ['a.mdx', 'Text'],
    ['a.md', 'import Link from "@docusaurus/Link";\n\n<Link to="/a">b</Link>'],
    ['a.md', "Text\n\nimport { A, B } from './parts';\n"],
    ['a.md', "import * as a from '@site/src/a';"],
  ])('%s: %j', (file, body) => expect(isMdx(file, body)).toBe(true));

  it.each([
    'import x from "y"',
    "```js\nimport A from './a'\n```",
    "    import A from './a'",
    "`import A from './a'`",
    'import duties from the start',
    "import A from './a' is how it is written",
  ])('unless it has no import of the site: %j', (body) => expect(isMdx('a.md', body)).toBe(false));

  it('and its imports and components are read', async () => {
    const body = 'import Link from "@docusaurus/Link";\n\nIn *the* <Link to="https://a.example/">past</Link>';
    const blog = await compileBlog({ 'a.md': post('title: A\ndate: 2026-01-02', body) });
    const { contentForReaders } = await blog.entry('a');
    expect(contentForReaders).toBe('<p>In <em>the</em> <a href="https://a.example/">past</a></p>\n');
  });
});
