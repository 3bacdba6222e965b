// Obsidian's marks in ordinary text: `^name` after a block, to which links may lead, and the size of a picture in its
// description. https://help.obsidian.md/links#Link+to+a+block+in+a+note https://help.obsidian.md/embeds

import type { Properties } from 'hast';
import type { Tokens } from 'marked';
import { element } from '../../html/elements.ts';
import { type Handlers, inlineTokenizer, type Syntax } from './syntax.ts';

export const BLOCK_NAMES: Syntax = {
  dialects: ['obsidian'],
  begins: '(?<=\\s)\\^(?=[A-Za-z0-9-]{1,100}[ \\t]*$)',
  tokenizers: () => [
    inlineTokenizer('blockName', (rest) => {
      const [raw, name] = /^\^([A-Za-z0-9-]{1,100})[ \t]*$/.exec(rest) ?? [];
      return raw === undefined ? undefined : { type: 'blockName', raw, name };
    }),
  ],
};

export const BLOCK_NAME: Handlers = {
  blockName: ({ name }: Tokens.Generic) => [element('a', { id: `^${name}` })],
};

/** The description and size of a picture described as `A dial|640` or `A dial|640x480`. */
export function sizedAlt(alt: string): Properties {
  const [size, width, height] = /\|(\d{1,5})(?:x(\d{1,5}))?$/.exec(alt) ?? [];
  if (size === undefined) return { alt };
  return { alt: alt.slice(0, -size.length), width, ...(height !== undefined && { height }) };
}
