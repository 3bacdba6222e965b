// Emphasis: its marks have rules about the characters around them (CommonMark, section 6.2). Where they would need references
// in place of letters, as in languages that are written without spaces, another mark or an element stands instead.

import type { Emphasis, Nodes, Parents, PhrasingContent, RootContent, Strong } from 'mdast';

/** What an emphasis is written with, if not with the usual mark. */
declare module 'mdast' {
  interface EmphasisData {
    readonly marker?: '*';
  }
}

const ELEMENTS = { emphasis: 'em', strong: 'strong' } as const;

/** Changes each emphasis that the usual marks cannot express. `html` makes a node of a tag. */
export function fitEmphasis(parent: Parents, html: (tag: string) => PhrasingContent): void {
  const children: RootContent[] = [];
  for (const [index, child] of parent.children.entries()) {
    if ('children' in child) fitEmphasis(child as Parents, html);
    if (child.type !== 'emphasis' && child.type !== 'strong') {
      children.push(child);
      continue;
    }
    const before = lastOf(parent.children[index - 1]);
    const after = firstOf(parent.children[index + 1]);
    if (fits(child, before, after)) children.push(withMarker(child, before, after));
    else {
      const name = ELEMENTS[child.type];
      children.push(html(`<${name}>`), ...child.children, html(`</${name}>`));
    }
  }
  parent.children = children as typeof parent.children;
}

/** Whether marks of any kind are read as the beginning and the end of the emphasis. */
function fits({ children }: Emphasis | Strong, before: string, after: string): boolean {
  const first = firstOf(children[0]);
  const last = lastOf(children.at(-1));
  return !(isSign(first) && isWord(before)) && !(isSign(last) && isWord(after));
}

/** An underscore is none of the marks within a word. */
function withMarker(node: Emphasis | Strong, before: string, after: string): Emphasis | Strong {
  if (node.type === 'strong' || !(isWord(before) || isWord(after))) return node;
  return { ...node, data: { ...node.data, marker: '*' } };
}

function isSign(character: string): boolean {
  return /[\p{P}\p{S}]/u.test(character);
}

function isWord(character: string): boolean {
  return character !== '' && !/[\s\p{P}\p{S}]/u.test(character);
}

/** The first character of what a node becomes; a sign for all that is not text. Empty when there is no node. */
function firstOf(node: Nodes | undefined): string {
  if (!node) return '';
  return node.type === 'text' ? ([...node.value][0] ?? '') : '*';
}

function lastOf(node: Nodes | undefined): string {
  if (!node) return '';
  return node.type === 'text' ? ([...node.value].at(-1) ?? '') : '*';
}
