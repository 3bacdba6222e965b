// Depth: how many levels of lists and objects a YAML or JSON text has. The parsers call themselves for each level, and end
// the process when there are too many.

import { CST, Lexer } from 'yaml';

/** Deeper than anybody writes, but not too deep for the parser's stack. */
const MAX_DEPTH = 100;
/** Lists or objects that begin on the same line: `- - - a`. */
const COMPACT = new RegExp(`(?:[-?:][ \\t]+){${MAX_DEPTH}}`);
/** Tokens of the lexer that are not in the text. */
const MARKS: readonly (string | null)[] = ['doc-mode', 'flow-error-end', 'scalar'];

/** The offset at which a YAML text is nested too deeply to be parsed; undefined when it is not. */
export function tooDeepInYaml(text: string): number | undefined {
  let depth = 0;
  let offset = 0;
  for (const token of new Lexer().lex(text)) {
    const type = CST.tokenType(token);
    if (type === 'flow-seq-start' || type === 'flow-map-start') depth += 1;
    if (type === 'flow-seq-end' || type === 'flow-map-end') depth -= 1;
    if (depth > MAX_DEPTH) return offset;
    if (!MARKS.includes(type)) offset += token.length;
  }
  return COMPACT.exec(text)?.index;
}

const [QUOTE, BACKSLASH, OPENING_LIST, CLOSING_LIST, OPENING_OBJECT, CLOSING_OBJECT] = [...'"\\[]{}'].map(
  (each) => each.charCodeAt(0),
);

/** The same for a JSON text, of which the lexer would take too long. It may be an export of hundreds of megabytes. */
export function tooDeepInJson(text: string): number | undefined {
  let depth = 0;
  let isInText = false;
  for (let offset = 0; offset < text.length; offset += 1) {
    const code = text.charCodeAt(offset);
    if (code === QUOTE) isInText = !isInText;
    else if (isInText) offset += code === BACKSLASH ? 1 : 0;
    else if (code === OPENING_LIST || code === OPENING_OBJECT) depth += 1;
    else if (code === CLOSING_LIST || code === CLOSING_OBJECT) depth -= 1;
    if (depth > MAX_DEPTH) return offset;
  }
  return undefined;
}
