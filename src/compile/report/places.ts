// Places: from an offset in a text, or a path of keys in a YAML document, to a line and a column.

import { type Document, isNode, type LineCounter } from 'yaml';
import { type Place, START } from './findings.ts';

export function placeAt(text: string, offset: number): Place {
  const before = text.slice(0, offset);
  return { line: before.split('\n').length, column: offset - before.lastIndexOf('\n') };
}

/** The place of an offset in a text that `yaml` has read with this counter. */
export function placeIn(lines: LineCounter, offset: number): Place {
  const { line, col } = lines.linePos(offset);
  return { line, column: col };
}

/** The place of the value at a path. When there is none: that of the object or list around it, or the start of the file. */
export function placeOfValue(document: Document, lines: LineCounter, path: readonly PropertyKey[]): Place {
  for (let depth = path.length; depth > 0; depth -= 1) {
    const node = document.getIn(path.slice(0, depth), true);
    if (isNode(node) && node.range) return placeIn(lines, node.range[0]);
  }
  return START;
}
