// Scanning: finds the template syntax of a body, and the code whose samples of it stay, in one pass from start to end.

import type { Dialect } from '../settings/settings.ts';
import { readBracket } from './brackets.ts';
import { CodeFinder, lineEnd } from './code.ts';
import {
  type ComponentTag,
  directiveOf,
  hasExpression,
  isComponent,
  isMarkdownElement,
  readComponentTag,
} from './components.ts';
import { type Finder, finderIn } from './finder.ts';
import { closeOf, type Patience } from './javascript.ts';
import { statementEnd } from './modules.ts';
import { readTag } from './tags.ts';
import type { Code, Token } from './tokens.ts';
import { readComment, readWikiLink, type WikiLink } from './wiki-links.ts';

/** Which syntax a body may have. */
export interface Language {
  readonly dialect: Dialect;
  /** Whether the file is MDX: Markdown with JSX and JavaScript. */
  readonly isMdx: boolean;
}

/** Tokens that only MDX has: what is in braces, elements of HTML, and statements. */
export interface Expression {
  readonly kind: 'expression';
  readonly start: number;
  readonly end: number;
  readonly expression: string;
}
export interface Html {
  readonly kind: 'html';
  readonly start: number;
  readonly end: number;
  readonly tag: ComponentTag;
}
export interface Statement {
  readonly kind: 'statement';
  readonly start: number;
  readonly end: number;
}

export type Scanned = Token | Expression | Html | Statement | WikiLink;

/** How often the characters of a body may be read in search of the end of some JavaScript. */
const READINGS = 4;

const SIGNIFICANT = /[\n`{<[%!$\\]/g;

export function scan(text: string, language: Language): Scanned[] {
  const scanner = new Scanner(text, language);
  return scanner.scan();
}

class Scanner {
  readonly #text: string;
  readonly #language: Language;
  readonly #code: CodeFinder;
  readonly #find: Finder;
  readonly #patience: Patience;
  readonly #tokens: Scanned[] = [];
  /** Names of the elements of which some contain Markdown. */
  readonly #markdownElements = new Set<string>();
  /** Whether a line may begin a statement: only at the start, after a blank line and after another one. */
  #mayBeStatement = true;

  constructor(text: string, language: Language) {
    this.#text = text;
    this.#language = language;
    this.#code = new CodeFinder(text, !language.isMdx);
    this.#find = finderIn(text);
    this.#patience = { left: READINGS * text.length };
  }

  scan(): Scanned[] {
    const text = this.#text;
    let at = this.#atLines(0);
    while (at < text.length) {
      SIGNIFICANT.lastIndex = at;
      const found = SIGNIFICANT.exec(text)?.index;
      if (found === undefined) break;
      at = text[found] === '\n' ? this.#atLines(found + 1) : this.#atCharacter(found);
    }
    return this.#tokens;
  }

  /** Passes over the lines of code and the statements that begin at an offset, and returns where the next text begins. */
  #atLines(start: number): number {
    let at = start;
    while (at < this.#text.length) {
      const statement =
        this.#language.isMdx && this.#mayBeStatement
          ? statementEnd(this.#text, at, this.#patience)
          : undefined;
      const code = statement === undefined ? this.#code.atLine(at) : undefined;
      const end = statement ?? code;
      this.#mayBeStatement =
        statement !== undefined || /^[ \t]*\n?$/.test(this.#text.slice(at, lineEnd(this.#text, at)));
      if (end === undefined) return at;
      this.#tokens.push({ kind: statement === undefined ? 'code' : 'statement', start: at, end });
      at = end;
    }
    return at;
  }

  /** Reads what begins with a character, and returns the offset after it. */
  #atCharacter(at: number): number {
    const text = this.#text;
    if (text[at] === '\\') return at + (this.#isBrace(at + 1) ? 1 : 2);
    if (text[at] === '`') return this.#atBackticks(at);
    const token = this.#tokenAt(at);
    if (!token) return at + 1;
    this.#tokens.push(token);
    return this.#endOf(token);
  }

  /** After a directive at the end of a line, the next line begins as any other does. */
  #endOf({ start, end }: Scanned): number {
    return this.#text[end - 1] === '\n' && end > start ? this.#atLines(end) : end;
  }

  #atBackticks(at: number): number {
    let length = 1;
    while (this.#text[at + length] === '`') length += 1;
    const end = this.#code.atBackticks(at, length);
    if (end !== undefined) this.#tokens.push({ kind: 'code', start: at, end });
    return end ?? at + length;
  }

  #tokenAt(at: number): Scanned | undefined {
    const text = this.#text;
    switch (text[at]) {
      case '{':
        return this.#atBrace(at);
      case '<':
        return this.#atTag(at);
      case '%':
        return this.#language.dialect === 'obsidian' ? readComment(text, at, this.#find) : undefined;
      case '$':
        return this.#formulaAt(at);
      case '!':
        return text.startsWith('![[', at) ? this.#atWikiLink(at) : undefined;
      default:
        return this.#atWikiLink(at) ?? readBracket(text, at, this.#find);
    }
  }

  /** Whether a brace begins a tag although there is a backslash before it. In MDX, a backslash makes text of braces. */
  #isBrace(at: number): boolean {
    return this.#text[at] === '{' && (!this.#language.isMdx || this.#isTag(at));
  }

  #isTag(at: number): boolean {
    return /^\{(?:%|\{[<%])/.test(this.#text.slice(at, at + 3));
  }

  #atBrace(at: number): Scanned | undefined {
    const { isMdx, dialect } = this.#language;
    if (isMdx && !this.#isTag(at)) return this.#expressionAt(at);
    // In Liquid, `{#` is text: kramdown names headings with it.
    if (this.#text[at + 1] === '#' && dialect !== 'gfm') return undefined;
    const token = readTag(this.#text, at, this.#find);
    // Hugo shows `{{ x }}` in a post as it is.
    return token?.kind === 'output' && dialect === 'hugo' ? undefined : token;
  }

  #expressionAt(start: number): Expression | undefined {
    const end = closeOf(this.#text, start, this.#patience);
    if (end === undefined) return undefined;
    return { kind: 'expression', start, end, expression: this.#text.slice(start + 1, end - 1) };
  }

  #atTag(start: number): Scanned | undefined {
    const code = this.#code.atMarkup(start);
    if (code !== undefined && !this.#language.isMdx) return { kind: 'code', start, end: code };
    if (code !== undefined && this.#text.startsWith('<!--', start)) return { kind: 'code', start, end: code };
    const tag = readComponentTag(this.#text, start, this.#patience);
    if (!tag) return undefined;
    if (isComponent(tag.name)) return this.#componentAt(start, tag);
    if (isMarkdownElement(tag)) this.#markdownElements.add(tag.name);
    const isHtml = this.#language.isMdx || hasExpression(tag) || this.#markdownElements.has(tag.name);
    return isHtml ? { kind: 'html', start, end: tag.end, tag } : undefined;
  }

  /** In Markdown that is not MDX, only what no browser knows as an element, and closes itself, is a component. */
  #componentAt(start: number, tag: ComponentTag): Scanned | undefined {
    const isSure =
      (tag.role === 'single' && /^[A-Z].*[a-z]/.test(tag.name)) || /youtube|vimeo/i.test(tag.name);
    return this.#language.isMdx || isSure ? directiveOf(tag, this.#text, start, this.#find) : undefined;
  }

  #atWikiLink(start: number): WikiLink | undefined {
    return this.#language.dialect === 'obsidian' ? readWikiLink(this.#text, start) : undefined;
  }

  /** Formulas have braces of their own. */
  #formulaAt(start: number): Code | undefined {
    if (!this.#language.isMdx) return undefined;
    FORMULA.lastIndex = start;
    const [formula] = FORMULA.exec(this.#text) ?? [];
    return formula === undefined ? undefined : { kind: 'code', start, end: start + formula.length };
  }
}

const FORMULA = /\$\$[^$]{1,5000}\$\$|\$(?=[^\s$])[^$\n]{0,500}(?<=[^\s\\])\$(?!\d)/y;
