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

/** Levels of a YAML or JSON text: deeper than anybody writes, but not too deep for the parser's stack. */
const MAX_DEPTH = 100;
/** Lists or objects that begin on the same line: `- - - a`. */
const COMPACT = new RegExp(`(?:[-?:][ \\t]+){${MAX_DEPTH}}`);

/** The offset at which a YAML or JSON text is nested too deeply to be parsed. Brackets in quotes count, too. */
export function nestedTooDeeply(text: string): number | undefined {
  let depth = 0;
  for (const { 0: bracket, index } of text.matchAll(/[[\]{}]/g)) {
    depth = bracket === '[' || bracket === '{' ? depth + 1 : Math.max(0, depth - 1);
    if (depth > MAX_DEPTH) return index;
  }
  return COMPACT.exec(text)?.index;
}

/** The place of the value at a path. When there is none: that of the object or list around it, or the start of the file. */
export function placeOfValue(document: Document, lines: LineCounter, path: readonly PropertyKey[]): Place {
  for (let depth = path.length; depth > 0; depth -= 1) {
    const node = document.getIn(path.slice(0, depth), true);
    if (isNode(node) && node.range) return placeIn(lines, node.range[0]);
  }
  return START;
}
