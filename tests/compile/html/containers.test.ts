// Containers: where readers put the content of an entry. No content ends the element that it is in.

import fc from 'fast-check';
import { type DefaultTreeAdapterTypes, parse, parseFragment, serialize } from 'parse5';
import { describe, expect, it } from 'vitest';
import type { Content } from '../../../src/compile/html/render-tree.ts';
import { renderMarkdown } from '../../../src/compile/markdown/markdown.ts';
import { runs } from '../../runs.ts';
import { htmlPiece } from './soup.ts';

type Node = DefaultTreeAdapterTypes.ChildNode;
type Element = DefaultTreeAdapterTypes.Element;

/** The content of a post. */
function render(body: string): Content {
  const resolve = (address: string) => ({
    page: address,
    readers: new URL(address, 'https://b.example').href,
  });
  const context = { slug: 'a', typography: 'plain', resolve, warn: () => {}, unclosed: () => {} } as const;
  return renderMarkdown(body, context);
}

/** Documents of readers, with the content at the bar. */
const READERS = [
  '<!doctype html><table><tr><td id=here>|</td><td id=next>after</td></tr></table>',
  '<table><tr><th id=here>|</th><th id=next>after</th></tr></table>',
  '<!doctype html><table><caption id=here>|</caption></table><p id=next>after</p>',
  '<!doctype html><div id=here>|</div><div id=next>after</div>',
  '<!doctype html><article id=here>|</article><article id=next>after</article>',
  '<!doctype html><ul><li id=here>|</li><li id=next>after</li></ul>',
  '<!doctype html><dl><dd id=here>|</dd><dt id=next>after</dt></dl>',
  '<!doctype html><details id=here>|</details><details id=next>after</details>',
  '<!doctype html><blockquote id=here>|</blockquote><p id=next>after</p>',
  '<!doctype html><section><p>before</p><div id=here>|</div></section><p id=next>after</p>',
];

function findById(nodes: readonly Node[], id: string): Element | undefined {
  for (const node of nodes) {
    if (!('attrs' in node)) continue;
    const found = node.attrs.some(({ name, value }) => name === 'id' && value === id)
      ? node
      : findById(node.childNodes, id);
    if (found) return found;
  }
  return undefined;
}

/** The same text put into an element by a script, as `innerHTML`. */
function insideOf(tagName: string, content: string): string {
  const context = parseFragment(`<${tagName}></${tagName}>`).childNodes[0] as Element | undefined;
  return serialize(parseFragment(context ?? null, content, {}));
}

/** Where each tag is, without attributes and text. */
const tagsIn = (content: string) => content.match(/<\/?[a-z][a-z0-9]*/g) ?? [];

const markdown = [
  '# a\n\n',
  '- b\n',
  '\n\n',
  '\n\n> c\n',
  '*d*',
  '[e',
  '](/f)',
  '[^1]',
  '\n\n[^1]: g\n\n',
  '|h|\n|-|\n|',
  '`',
  '![',
  '\n',
];
const post = fc
  .array(
    fc.oneof({ weight: 3, arbitrary: htmlPiece }, { weight: 1, arbitrary: fc.constantFrom(...markdown) }),
    { maxLength: 16 },
  )
  .map((pieces) => pieces.join(''));

describe('whatever an author writes', () => {
  it.each(['readers', 'page'] as const)(
    'stays in the element that it is put in, and is the same in each (%s)',
    (audience) => {
      fc.assert(
        fc.property(post, (body) => {
          const content = render(body)[audience];
          const meant = insideOf('div', content);
          expect(tagsIn(meant)).toEqual(tagsIn(content));
          for (const tagName of ['p', 'td', 'li', 'span']) expect(insideOf(tagName, content)).toBe(meant);
          for (const document of READERS) {
            const { childNodes } = parse(document.replace('|', () => content));
            const [here, next] = ['here', 'next'].map((id) => findById(childNodes, id));
            expect(serialize(here as Element), document).toBe(meant);
            expect(serialize(next as Element), document).toBe('after');
          }
        }),
        runs(250),
      );
    },
  );
});
