// Templates: what other programs read in a post besides Markdown – Liquid, shortcodes, JSX, wiki links – as Markdown.

import type { Included } from './includes.ts';
import { Rewriting } from './rewriting.ts';
import { SampleWriter } from './samples.ts';
import type { Language, Scanned } from './scan.ts';
import { scan } from './scan.ts';
import { Scope, type Variables } from './variables.ts';
import type { WikiTargets } from './wiki-links.ts';
import { type WriteContext, Writer } from './write.ts';

/** What the templates of a post may refer to. */
export interface TemplateContext {
  readonly language: Language;
  readonly variables: Variables;
  /** The address of a post, by any name that a generator gives to it, with a fragment perhaps. */
  readonly postAddress: (name: string) => string;
  readonly titleOf: (name: string) => string | undefined;
  readonly parameter: (name: string) => string | undefined;
  /** What a tag that includes a file stands for; undefined when there is no such file. */
  readonly included?: (tag: string) => Included | undefined;
  readonly wiki: WikiTargets;
  /** Receives each warning once, at the first offset in the author's text that it is about. */
  readonly warn: (offset: number, message: string) => void;
}

/** A body without template syntax. */
export interface ReadBody {
  readonly body: string;
  /** The offset in the author's text of a character of the body. */
  readonly offsetOf: (offset: number) => number;
}

/** What a body has that has any template syntax. */
const ANY_SYNTAX = /\{[{%#]|=\{|<[A-Z][\w.]*[\s/]|<[\w-]*(?:youtube|vimeo)|<[^<>]{0,500}\smarkdown\s*=/;
const WIKI_SYNTAX = /\[\[|%%/;
const BRACKETS =
  /\[(?:caption|wp_caption|gallery|playlist|youtube|vimeo|embed|audio|video|code|sourcecode|gist|tweet|instagram|soundcloud|spotify)[\]\s=]/i;

/** Reads a body. Text without template syntax stays as it is. */
export function readTemplates(body: string, context: TemplateContext): ReadBody {
  const unchanged: ReadBody = { body, offsetOf: (offset) => offset };
  if (!mayHaveSyntax(body, context.language)) return unchanged;
  const tokens = scan(body, context.language);
  if (tokens.every(isSample) && context.language.dialect !== 'jekyll' && !/\{[{%]/.test(body))
    return unchanged;
  const out = new Rewriting(body);
  const given = {
    ...context,
    scope: new Scope(context.variables),
    warn: once(context.warn),
    included: (tag: string) => readIncluded(tag, context),
  };
  new Writer(body, tokens, given, out).write();
  return withoutRest(out, given);
}

/** What a tag includes, with the template syntax that is left in it read as in the post. */
function readIncluded(tag: string, context: TemplateContext): Included | undefined {
  const included = context.included?.(tag);
  if (!included || 'reason' in included) return included;
  const { included: _, ...once } = context;
  return { text: readTemplates(included.text, once).body };
}

/** Where something is left out, what is code may change. What is not code any more must not come through to readers. */
function withoutRest(out: Rewriting, context: WriteContext): ReadBody {
  const { text } = out;
  if (!/\{%|\{\{[<%]/.test(text)) return { body: text, offsetOf: (offset) => out.offsetOf(offset) };
  const rest = new Rewriting(text);
  // What is written is Markdown, even of MDX.
  const language = { ...context.language, isMdx: false };
  new SampleWriter(text, { ...context, language }, rest).writeLiterally(0, text.length);
  return { body: rest.text, offsetOf: (offset) => out.offsetOf(rest.offsetOf(offset)) };
}

function mayHaveSyntax(body: string, { dialect, isMdx }: Language): boolean {
  return (
    isMdx ||
    ANY_SYNTAX.test(body) ||
    BRACKETS.test(body) ||
    (dialect === 'obsidian' && WIKI_SYNTAX.test(body))
  );
}

function isSample({ kind }: Scanned): boolean {
  return kind === 'code';
}

function once(warn: TemplateContext['warn']): TemplateContext['warn'] {
  const told = new Set<string>();
  return (offset, message) => {
    if (told.size < told.add(message).size) warn(offset, message);
  };
}
