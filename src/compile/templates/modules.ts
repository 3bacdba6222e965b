// Modules: the `import` and `export` lines of MDX, and the names that they give to files and values.

import { CodeFinder, lineEnd } from './code.ts';
import { closeOf, literalOf, type Patience } from './javascript.ts';

/** A line that imports something of the site itself: Docusaurus reads JSX in every Markdown file. */
const IMPORT =
  /^import\s+(?:[\w$]+|\{[^{}]{1,200}\}|\*\s+as\s+[\w$]+)\s+from\s+(["'])(?:@theme|@site|@docusaurus|\.{1,2}|[@~])\/[^"'\n]+\1;?[ \t]*$/;

/** Whether a post is MDX: by the name of its file, or because its text imports components. */
export function isMdx(file: string, body: string): boolean {
  return /\.mdx$/i.test(file) || (/^import\s/m.test(body) && hasImport(body));
}

function hasImport(body: string): boolean {
  const code = new CodeFinder(body, true);
  let at = 0;
  while (at < body.length) {
    const end = lineEnd(body, at);
    const codeEnd = code.atLine(at);
    if (codeEnd === undefined && IMPORT.test(body.slice(at, end).trimEnd())) return true;
    at = codeEnd ?? end;
  }
  return false;
}

const STATEMENT =
  /(?:import\s*(?:["']|[\w$*{][^;"'`\n]{0,500}\bfrom\b|[\w$*{][^;"'`]{0,500}?\bfrom\s*["'])|export\s+(?:const|let|var|default|function|async|class|\{|\*))/y;

/** Where an `import` or `export` ends that begins with the line at an offset; undefined when none does. */
export function statementEnd(text: string, start: number, patience: Patience): number | undefined {
  STATEMENT.lastIndex = start;
  if (!STATEMENT.test(text)) return undefined;
  let at = start;
  for (;;) {
    const end = lineEnd(text, at);
    const bracket = openBracket(text, at, end, patience);
    if (bracket === undefined) return isContinued(text, at, end) ? lineEnd(text, end) : end;
    const close = closeOf(text, bracket, patience);
    if (close === undefined) return end;
    at = close;
  }
}

/** The first bracket or template in a line that is not closed in it. */
function openBracket(text: string, from: number, end: number, patience: Patience): number | undefined {
  let at = from;
  for (;;) {
    const found = text.slice(at, end).search(/[({[`]/);
    if (found < 0) return undefined;
    const close = closeOf(text, at + found, patience);
    if (close === undefined || close > end) return at + found;
    at = close;
  }
}

/** `import x` with `from '…'` on the next line, and `export const x =` with its value there. */
function isContinued(text: string, from: number, end: number): boolean {
  return end < text.length && /(?:[=,]|\bfrom|^import\s+[\w$]+)\s*$/.test(text.slice(from, end));
}

/** What names stand for: the address of a file, or a literal. */
export function namesIn(statement: string): [name: string, value: string][] {
  const [, imported, file] = /^import\s+([\w$]+)\s+from\s+["']([^"'\n]+)["']/.exec(statement) ?? [];
  if (imported !== undefined && file !== undefined) return [[imported, file]];
  const [, exported, value = ''] =
    /^export\s+(?:const|let|var)\s+([\w$]+)\s*=\s*([^\n;]{1,1000});?\s*$/.exec(statement) ?? [];
  const literal = literalOf(value);
  return exported !== undefined && literal !== undefined ? [[exported, literal]] : [];
}
