// Meanings: what each directive becomes that everybody uses. https://gohugo.io/content-management/shortcodes/,
// https://jekyllrb.com/docs/liquid/tags/, https://hexo.io/docs/tag-plugins, https://www.getzola.org/documentation/content/shortcodes/

import { argument, keyOf } from './arguments.ts';
import { contentKindOf } from './contents.ts';
import { addressOf, escapeText, fence, markdownLink } from './markdown-text.ts';
import { captionedPicture, isPictureName, pictureOf, type TextOf } from './pictures.ts';
import { embedOf, soundOrVideoOf } from './players.ts';
import type { Directive } from './tokens.ts';

export type Meaning =
  /** Stands in place of the directive, and of its content if it has any. */
  | { readonly kind: 'text'; readonly text: string }
  /** Stands around its content, in blocks of its own. */
  | { readonly kind: 'block'; readonly before: string; readonly after: string; readonly label?: string }
  /** Stands around its content in a line. */
  | { readonly kind: 'inline'; readonly before: string; readonly after: string }
  | { readonly kind: 'code'; readonly language: string }
  | { readonly kind: 'literal' };

/** What a directive needs to know of the post and the site. */
export interface Surroundings {
  readonly textOf: TextOf;
  /** The address of a post by one of its names, or an address that leads nowhere when there is none. */
  readonly postAddress: (name: string) => string;
  readonly titleOf: (name: string) => string | undefined;
  /** A field of the front matter, or a setting. */
  readonly parameter: (name: string) => string | undefined;
}

const NOTHING: Meaning = { kind: 'text', text: '' };
const CONTENT: Meaning = { kind: 'inline', before: '', after: '' };

/** The meaning of a directive; undefined when it has none. `content` is empty when it has none. */
export function meaningOf(
  directive: Directive,
  content: string,
  isClosed: boolean,
  around: Surroundings,
): Meaning | undefined {
  const { syntax, name } = directive;
  const included =
    syntax === 'tag' && /^include(?:_relative|_cached)?$/.test(name)
      ? directive.args.positional[0]?.text
      : undefined;
  const given =
    included === undefined
      ? directive
      : { ...directive, args: { ...directive.args, positional: directive.args.positional.slice(1) } };
  const key = keyOf(
    (included ?? name).replace(/\.(?:html?|md|liquid|njk|astro)$/, '').replace(/^.*[/.]/, ''),
  );
  return (
    contentMeaning(given, key, isClosed, around) ??
    linkMeaning(given, key, isClosed, around) ??
    mediaMeaning(given, key, content, around) ??
    blockMeaning(given, key, isClosed, around) ??
    fallback(given, isClosed, around)
  );
}

function contentMeaning(
  { inner, args, name, syntax }: Directive,
  key: string,
  isClosed: boolean,
  { textOf }: Surroundings,
): Meaning | undefined {
  if (syntax === 'component' && name === '') return CONTENT;
  if (
    /^(?:assign|set|capture|seo|feedmeta|else|elsif|elseif|elif|when|break|continue|default|more)$/.test(
      key,
    ) &&
    syntax === 'tag'
  )
    return NOTHING;
  if (!inner && isClosed && contentKindOf(name) === 'comment') return NOTHING;
  const code = syntax === 'component' && /^code/.test(key) ? textOf(argument(args, 'code')) : undefined;
  if (code !== undefined) return { kind: 'text', text: fence(code, textOf(argument(args, 'lang')) ?? '') };
  if (!inner) return undefined;
  const kind = contentKindOf(name);
  if (kind === 'comment') return NOTHING;
  if (kind === 'literal') return { kind: 'literal' };
  if (kind !== 'code') return undefined;
  if (/^(?:mermaid|graphviz|plantuml)$/.test(key)) return { kind: 'code', language: key };
  const named = textOf(argument(args, 'lang', 'language', 'type'));
  const ofName = /^code(?!block|snippet|toggle)(\w+)$/.exec(key)?.[1];
  const first = args.positional.find(({ text }) => /^[\w+#.-]+$/.test(text) && !/^linenos/.test(text));
  // Hexo begins with the title of the code, and names the language after it.
  const language = named ?? (syntax === 'tag' && key === 'codeblock' ? '' : (ofName ?? first?.text ?? ''));
  return { kind: 'code', language: language === 'linenos' ? '' : language };
}

function linkMeaning(
  { args, syntax }: Directive,
  key: string,
  isClosed: boolean,
  { textOf, postAddress, titleOf, parameter }: Surroundings,
): Meaning | undefined {
  const target = textOf(argument(args, 'path')) ?? textOf(args.positional[0]) ?? '';
  const text = (address: string): Meaning => ({ kind: 'text', text: address });
  const title = args.positional
    .slice(1)
    .filter(({ text }) => !/^(?:true|false)$/.test(text))
    .map((each) => textOf(each) ?? '')
    .join(' ');
  if (target !== '') {
    if (/^(?:ref|relref|posturl|postpath)$/.test(key) || (key === 'link' && syntax === 'tag'))
      return text(postAddress(target));
    if (key === 'postlink')
      return text(markdownLink(title || (titleOf(target) ?? target), postAddress(target)));
    if (/^(?:assetpath|urlfor|fullurlfor|absurl|relurl|static|asseturl)$/.test(key))
      return text(addressOf(target));
    if (key === 'assetlink') return text(markdownLink(title || target, target));
    if (/^(?:param|meta)$/.test(key)) return paramMeaning(parameter(target));
    if (/^(?:kbd|mark|sub|sup|small|ins)$/.test(key) && !isClosed)
      return text(`<${key}>${escapeText(target)}</${key}>`);
  }
  // Blogs of Hugo that do not begin at the root have such a shortcode of their own.
  if (/^(?:baseurl|siteurl)$/.test(key) && target === '' && !isClosed)
    return text(parameter('baseurl') ?? '');
  if (/^(?:br|linebreak|newline)$/.test(key) && !isClosed) return text('<br>');
  if (/^(?:hr|divider|separator)$/.test(key) && !isClosed) return text('<hr>');
  const href =
    textOf(argument(args, 'href', 'to', 'url', 'link')) ??
    (/^(?:button|btn)$/.test(key) ? textOf(args.positional[0]) : undefined);
  if (
    isClosed &&
    href !== undefined &&
    /^(?:a|anchor|button|btn|cta|link|linkbutton|nextlink|externallink|anchorlink|linkwitharrow|nuxtlink|routerlink|blogbutton)$/.test(
      key,
    )
  )
    return { kind: 'inline', before: '[', after: `](${addressOf(href)})` };
  return undefined;
}

function paramMeaning(value: string | undefined): Meaning | undefined {
  return value === undefined ? undefined : { kind: 'text', text: value };
}

function mediaMeaning(
  { args, name, syntax }: Directive,
  key: string,
  content: string,
  { textOf }: Surroundings,
): Meaning | undefined {
  const made =
    (syntax === 'bracket' && /caption$/.test(key) ? captionedPicture(content, args, textOf) : undefined) ??
    (isPictureName(key) ? pictureOf(key, args, textOf, content) : undefined) ??
    embedOf(key, args, textOf, content) ??
    soundOrVideoOf(key, args, textOf, content) ??
    frameOf(key, name, args, textOf);
  return made === undefined ? undefined : { kind: 'text', text: made };
}

function frameOf(key: string, name: string, args: Directive['args'], textOf: TextOf): string | undefined {
  const source = textOf(argument(args, 'src', 'url')) ?? textOf(args.positional[0]);
  if (key !== 'iframe' || name === '' || source === undefined) return undefined;
  const title = textOf(argument(args, 'title')) ?? source;
  return `<iframe src="${addressOf(source)}" title="${escapeText(title)}" loading="lazy"></iframe>`;
}

const NOTICES =
  /^(?:notice|note|notes|notebox|tip|tips|hint|info|information|warning|warn|alert|attention|admonition|admon|callout|important|caution|danger|error|success|aside|box|infobox|msg|message|banner|remark|todo|example|callout(?:info|warning|danger|success|tip|note|muted))$/;
const QUOTES = /^(?:quote|quotation|blockquote|pullquote|epigraph|citation|cite)$/;
const FOLDS =
  /^(?:details|detail|expand|expandable|spoiler|collapse|collapsible|accordion|accordionitem|toggle|fold|folded|folding|disclosure)$/;
const WRAPPERS =
  /^(?:center|centered|align|left|right|row|rows|col|cols|column|columns|grid|div|span|container|section|wrapper|card|cards|cardgrid|tabs|tabgroup|tabpane|codegroup|codetabs|steps|fragment|paragraph|lead|leadin|p|markdown|md|mdx|full|fullwidth|wide|bleed|prose|content|client|clientonly|nobr|noindex|figuregroup|imagegroup|bigtext|large|small|text|filetree|math|u|em|i|b|strong|mark|highlighttext)$/;

function blockMeaning(
  { args, syntax }: Directive,
  key: string,
  isClosed: boolean,
  { textOf }: Surroundings,
): Meaning | undefined {
  if (!isClosed) return undefined;
  const [first, second] = args.positional.map(textOf);
  const title = textOf(argument(args, 'title', 'header', 'heading'));
  if (NOTICES.test(key)) {
    const type =
      textOf(argument(args, 'type', 'kind', 'variant', 'level', 'status', 'class')) ??
      (/^[\w-]+$/.test(first ?? '') ? first : undefined);
    const words = title ?? (second || (first !== type ? first : undefined));
    const label = words ?? capitalised(type ?? key.replace(/^callout(?=.)/, ''));
    return {
      kind: 'block',
      before: `<blockquote>\n\n**${escapeText(label)}**\n`,
      after: '\n</blockquote>',
      label: `**${escapeText(label)}:** `,
    };
  }
  if (QUOTES.test(key)) return quote(args, textOf);
  if (FOLDS.test(key)) {
    const summary =
      textOf(argument(args, 'summary')) ??
      title ??
      textOf(argument(args, 'label', 'question')) ??
      (syntax === 'tag' ? args.positional.map(textOf).join(' ') : first);
    const isOpen = /^(?:true|open)$/.test(textOf(argument(args, 'open')) ?? '');
    return {
      kind: 'block',
      before: `<details${isOpen ? ' open' : ''}><summary>${escapeText(summary || 'Details')}</summary>\n`,
      after: '\n</details>',
    };
  }
  if (/^(?:tab|tabitem|tabpanel|step)$/.test(key)) {
    const name = textOf(argument(args, 'label', 'name', 'value')) ?? title ?? first;
    return name === undefined ? CONTENT : { kind: 'block', before: `**${escapeText(name)}**\n`, after: '' };
  }
  if (/^(?:kbd|sub|sup|ins)$/.test(key)) return { kind: 'inline', before: `<${key}>`, after: `</${key}>` };
  if (WRAPPERS.test(key))
    return title === undefined ? CONTENT : { kind: 'block', before: `**${escapeText(title)}**\n`, after: '' };
  return undefined;
}

/** Hexo writes the author as bare words, with the address of the source between them and its title. */
function quote(args: Directive['args'], textOf: TextOf): Meaning {
  const words = args.positional.map((each) => textOf(each) ?? '');
  const at = words.findIndex((each) => /^https?:/.test(each));
  const address = textOf(argument(args, 'link', 'url', 'href', 'cite')) ?? words[at];
  const who =
    textOf(argument(args, 'author', 'by', 'name')) ?? words.slice(0, at < 0 ? words.length : at).join(' ');
  const where =
    textOf(argument(args, 'source', 'title', 'caption', 'from')) ??
    (at < 0 ? '' : words.slice(at + 1).join(' '));
  const place = address === undefined ? escapeText(where) : markdownLink(where || address, address);
  const source = [escapeText(who), place].filter((each) => each !== '').join(', ');
  return {
    kind: 'block',
    before: '<blockquote>\n',
    after: source === '' ? '\n</blockquote>' : `\n— ${source}\n\n</blockquote>`,
  };
}

function capitalised(word: string): string {
  return word.slice(0, 1).toUpperCase() + word.slice(1);
}

/** What an unknown directive shows whose arguments say enough: a picture, or a link with a title. */
function fallback(
  { name, args, syntax }: Directive,
  isClosed: boolean,
  { textOf }: Surroundings,
): Meaning | undefined {
  if (isClosed) return undefined;
  const picture = pictureOf(name, { ...args, positional: [] }, textOf, '');
  if (picture !== undefined) return { kind: 'text', text: picture };
  const href = syntax === 'bracket' ? undefined : textOf(argument(args, 'href', 'url', 'link', 'to'));
  const label = textOf(argument(args, 'title', 'text', 'label', 'name'));
  return href !== undefined && label !== undefined
    ? { kind: 'text', text: markdownLink(label, href) }
    : undefined;
}
