// Places: from an offset in a text, or a path of keys in a YAML document, to a line and a column.

import { type Document, isNode, LineCounter } from 'yaml';
import { type Place, START } from './findings.ts';

export function placeAt(text: string, offset: number): Place {
  return placesIn(text)(offset);
}

/** Gives the place of each offset in a text. Its lines are counted once, when the first place is wanted. */
export function placesIn(text: string): (offset: number) => Place {
  let lines: LineCounter | undefined;
  return (offset) => {
    lines ??= countLines(text);
    return placeIn(lines, offset);
  };
}

function countLines(text: string): LineCounter {
  const lines = new LineCounter();
  lines.addNewLine(0);
  for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', end + 1)) lines.addNewLine(end + 1);
  return lines;
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
