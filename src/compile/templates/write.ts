// Writing: puts Markdown and HTML in place of the template syntax of a body, and reports what has no meaning.

import { hasExpression, isMarkdownElement, tagsAround } from './components.ts';
import { contentKindOf } from './contents.ts';
import { blankLineBefore, Copy } from './copy.ts';
import { isInAddress, unread } from './in-address.ts';
import type { Included } from './includes.ts';
import type { Line } from './lines.ts';
import { codeElement, codeSpan, fence } from './markdown-text.ts';
import { type Meaning, meaningOf, type Surroundings } from './meanings.ts';
import * as messages from './messages.ts';
import { type Opened, type Pairs, pairsIn } from './pairs.ts';
import type { Rewriting } from './rewriting.ts';
import { SampleWriter } from './samples.ts';
import type { Html, Language, Scanned } from './scan.ts';
import type { Code, Directive, Made } from './tokens.ts';
import { Values } from './values.ts';
import type { Scope } from './variables.ts';
import { embedsNote, markdownOf, type WikiLink, type WikiTargets } from './wiki-links.ts';
import { MdxWriter } from './write-mdx.ts';
import { OutputWriter } from './write-output.ts';

export interface WriteContext extends Omit<Surroundings, 'textOf'> {
  readonly language: Language;
  readonly scope: Scope;
  readonly wiki: WikiTargets;
  readonly included?: ((tag: string) => Included | undefined) | undefined;
  readonly warn: (offset: number, message: string) => void;
}

/** Tags that decide what a generator shows. */
const CONTROL =
  /^(?:if|unless|for|case|tablerow|while|ifchanged|asyncEach|asyncAll|macro|block|call|filter|with|switch|each)$/;

export class Writer {
  readonly #source: string;
  readonly #tokens: readonly Scanned[];
  readonly #context: WriteContext;
  readonly #out: Rewriting;
  readonly #pairs: Pairs;
  readonly #copy: Copy;
  readonly #samples: SampleWriter;
  readonly #values: Values;
  readonly #surroundings: Surroundings;
  /** What is written in place of the end tag of a directive. */
  readonly #ends = new Map<Opened, (end: Opened) => void>();
  readonly #outputs: OutputWriter;
  readonly #mdx: MdxWriter;

  constructor(source: string, tokens: readonly Scanned[], context: WriteContext, out: Rewriting) {
    this.#source = source;
    this.#tokens = tokens;
    this.#context = context;
    this.#out = out;
    this.#pairs = pairsIn(tokens);
    this.#copy = new Copy(source, out);
    this.#samples = new SampleWriter(source, context, out);
    this.#values = new Values(source, context);
    this.#surroundings = { ...context, textOf: (given) => this.#values.textOf(given) };
    this.#outputs = new OutputWriter(source, tokens, context, out, this.#copy, this.#samples);
    this.#mdx = new MdxWriter(source, context, out, this.#copy, this.#values);
  }

  write(): void {
    for (const token of this.#tokens) if (token.start >= this.#copy.at) this.#writeToken(token);
    this.#copy.to(this.#source.length);
  }

  #writeToken(token: Scanned): void {
    switch (token.kind) {
      case 'code':
        this.#writeCode(token);
        return;
      case 'made':
        this.#writeMade(token);
        return;
      case 'output':
        this.#outputs.write(token);
        return;
      case 'wiki':
        this.#writeWikiLink(token);
        return;
      case 'expression':
        this.#mdx.writeExpression(token);
        return;
      case 'statement':
        this.#mdx.writeStatement(token);
        return;
      case 'html':
        this.#writeHtml(token);
        return;
      default:
        if (token.role === 'close') this.#writeEnd(token);
        else this.#writeDirective(token);
    }
  }

  #writeCode({ start, end }: Code): void {
    this.#copy.to(start);
    const isChanged = this.#copy.indentation === 0 && this.#samples.writeCode(start, end);
    if (isChanged) this.#copy.skipTo(end);
    else this.#copy.to(end);
  }

  #writeMade({ start, end, text, warning }: Made): void {
    if (warning !== undefined) this.#context.warn(start, warning);
    // What Hugo shows of an escaped shortcode. As code, nobody takes it for one that was forgotten.
    this.#copy.replace({ start, end }, text.startsWith('{') ? codeElement(text) : text);
  }

  #writeWikiLink(token: WikiLink): void {
    if (embedsNote(token))
      this.#context.warn(token.start, messages.embedsNote(this.#source.slice(token.start, token.end)));
    const target = { text: token.target, offset: token.start + (token.embeds ? 3 : 2), isQuoted: true };
    this.#copy.replaceByText(token, markdownOf(token, this.#context.wiki), [target]);
  }

  /** Removes the indentation of the lines in an element of MDX, which would make code of them in Markdown. */
  #unindent(token: Opened, line: Line): void {
    const end = this.#pairs.get(token);
    if (this.#context.language.isMdx && line.isAlone && end) this.#copy.unindent(token.end, end.start);
  }

  #writeHtml(token: Html): void {
    const { tag, start, end } = token;
    const pair = this.#pairs.get(token);
    const close = pair && this.#ends.get(pair);
    this.#copy.to(start);
    const line = this.#copy.lineOf(token);
    if (close) close(token);
    else if (pair && line.isFirst && (isMarkdownElement(tag) || this.#hasMarkdown(token, pair))) {
      const [opening, closing] = tagsAround(tag);
      this.#writeBlock(token, { kind: 'block', before: `${opening}\n`, after: `\n${closing}` }, line);
      this.#copy.unindent(end, pair.start);
    } else if (this.#context.language.isMdx || hasExpression(tag) || isMarkdownElement(tag)) {
      this.#mdx.writeHtml(token);
      this.#unindent(token, line);
    } else this.#copy.to(end);
  }

  /** Whether there is Markdown right after a tag of MDX. In Markdown, that would be text. */
  #hasMarkdown({ end }: Html, { start }: Opened): boolean {
    if (!this.#context.language.isMdx) return false;
    const content = this.#source.slice(end, start);
    return !/^[ \t]*\n[ \t]*\n|^\s*</.test(content) && /\*\*|`|\]\(|\b_|_\b|\*\S/.test(content);
  }

  #writeDirective(token: Directive): void {
    const end = this.#pairs.get(token);
    const content = contentOf(this.#source, token, end);
    this.#values.set(token, end ? content : undefined);
    this.#copy.to(token.start);
    if (isInAddress(this.#out)) {
      this.#writeAddress(token, content);
      return;
    }
    const included =
      token.syntax === 'tag'
        ? this.#context.included?.(this.#source.slice(token.start, token.end))
        : undefined;
    if (included) {
      this.#writeIncluded(token, included);
      return;
    }
    const meaning = meaningOf(
      token,
      content,
      end !== undefined || token.inner !== undefined,
      this.#surroundings,
    );
    const line = this.#copy.lineOf(token);
    if (!meaning) this.#writeUnknown(token, end);
    else this.#writeMeaning(token, meaning, content, line);
    this.#unindent(token, line);
  }

  #writeIncluded(token: Directive, included: Included): void {
    if ('text' in included) {
      this.#copy.replaceByFile(token, included.text);
      return;
    }
    this.#context.warn(token.start, messages.cannotInclude(token, included.reason));
    this.#copy.replace(token, '');
  }

  /** In the address of a link, where what has no meaning stays, so that the link is reported and not made. */
  #writeAddress(token: Directive, content: string): void {
    const meaning = meaningOf(token, content, false, this.#surroundings);
    const isAddress = meaning?.kind === 'text' && /^\S+$/.test(meaning.text) && !/[[\]<>]/.test(meaning.text);
    const typed = this.#source.slice(token.start, token.end);
    this.#copy.replace(token, isAddress ? meaning.text : unread(typed), token.args.positional);
  }

  #writeUnknown(token: Directive, end: Opened | undefined): void {
    const { warn } = this.#context;
    const needsEnd = contentKindOf(token.name) !== undefined && !token.inner && token.role === 'open';
    if (CONTROL.test(token.name)) warn(token.start, messages.notEvaluated(token));
    else if (needsEnd && !end) warn(token.start, messages.neverClosed(token));
    else warn(token.start, messages.withoutMeaning(token, end !== undefined || token.inner !== undefined));
    if (token.inner) this.#writeInner(token);
    else this.#copy.replace(token, '');
    this.#ends.set(token, (closing) => this.#copy.replace(closing, ''));
  }

  #writeMeaning(token: Directive, meaning: Meaning, content: string, line: Line): void {
    const end = this.#pairs.get(token);
    switch (meaning.kind) {
      case 'text': {
        const args = [...token.args.named.values(), ...token.args.positional];
        this.#copy.replaceByText(token, meaning.text, args);
        const isUsed =
          meaning.text === '' || meaning.text.includes(content.trim()) || !/\s/.test(content.trim());
        if (end && isUsed) this.#copy.skipTo(end.end);
        else if (end) this.#ends.set(token, (closing) => this.#copy.replace(closing, ''));
        return;
      }
      case 'code':
        this.#copy.replaceByText(token, this.#codeIn(token, meaning.language, line), []);
        return;
      case 'literal':
        this.#writeInner(token);
        return;
      case 'inline':
        this.#copy.replace(token, meaning.before);
        this.#ends.set(token, (closing) => this.#copy.replace(closing, meaning.after));
        return;
      default:
        this.#writeBlock(token, meaning, line);
    }
  }

  #writeInner(token: Directive): void {
    const [from, to] = token.inner ?? [token.end, token.end];
    this.#copy.to(token.start);
    this.#samples.writeLiterally(from, to);
    this.#copy.skipTo(token.end);
  }

  /** A block that contains Markdown, with blank lines so that it is read as such. */
  #writeBlock(token: Opened, { before, after, label = '' }: Meaning & { kind: 'block' }, line: Line): void {
    if (!line.isFirst) {
      this.#copy.replace(token, label);
      this.#ends.set(token, (closing) => this.#copy.replace(closing, ''));
      return;
    }
    const follows = line.isLast ? '' : '\n';
    const { indentation } = this.#copy;
    this.#copy.replace(token, line.indented(blankLineBefore(line) + before + follows, indentation));
    this.#ends.set(token, (closing) => {
      const its = this.#copy.lineOf(closing);
      const newline = its.isFirst ? '' : '\n';
      this.#copy.replace(
        closing,
        line.indented(newline + after + (its.isLast && its.isBeforeBlank ? '' : '\n'), indentation),
      );
    });
  }

  #codeIn({ inner, syntax }: Directive, language: string, line: Line): string {
    const [from, to] = inner ?? [0, 0];
    const code = line.unindented(this.#samples.codeText(from, to, syntax));
    return line.isFirst || code.includes('\n') ? fence(code, language) : codeSpan(code);
  }

  #writeEnd(token: Directive): void {
    const opening = this.#pairs.get(token);
    const write = opening && this.#ends.get(opening);
    if (write) {
      write(token);
      return;
    }
    if (!opening) this.#context.warn(token.start, messages.closesNothing(token));
    this.#copy.replace(token, '');
  }
}

function contentOf(source: string, token: Directive, end: Opened | undefined): string {
  const [from, to] = token.inner ?? [token.end, end?.start ?? token.end];
  return source.slice(from, to);
}
