// HTML: raw markup in a post, cleaned and balanced; and the plain text of any markup.

import { Parser } from 'htmlparser2';
import sanitizeHtml from 'sanitize-html';
import { type Anchors, isBrowsersOwn } from '../links/anchors.ts';
import { type Audience, decode, type Resolve, SAFE_SCHEMES } from '../links/references.ts';
import { oneLine } from '../text/text.ts';
import { closeFrames } from './frames.ts';
import { settlePictures } from './pictures.ts';
import { isFit, parseSrcset, withSource } from './sources.ts';

/** What cleaning needs to know of the post. */
export interface CleaningContext {
  readonly anchors: Anchors;
  readonly resolve: Resolve;
}

const TAGS = [
  'a abbr address article aside audio b bdi bdo blockquote br caption cite code col colgroup data dd del details',
  'dfn div dl dt em figcaption figure footer h1 h2 h3 h4 h5 h6 header hgroup hr i img ins kbd li main mark nav ol',
  'p picture pre q rb rp rt rtc ruby s samp section small source span strong sub summary sup table tbody td tfoot',
  'th thead time tr track u ul var video wbr',
].flatMap((line) => line.split(' '));

const VOID_TAGS = ['br', 'col', 'hr', 'img', 'input', 'source', 'track', 'wbr'];

const ATTRIBUTES = {
  '*': ['id', 'title', 'lang', 'dir', 'role', 'aria-*', 'datetime', 'cite'],
  a: ['href', 'hreflang', 'rel', 'type', 'download'],
  audio: ['src', 'controls', 'loop', 'muted', 'preload'],
  col: ['span'],
  colgroup: ['span'],
  data: ['value'],
  details: ['open'],
  img: ['src', 'srcset', 'sizes', 'alt', 'width', 'height'],
  li: ['value'],
  ol: ['start', 'type', 'reversed'],
  source: ['src', 'srcset', 'sizes', 'type', 'media', 'width', 'height'],
  td: ['align', 'colspan', 'rowspan', 'headers'],
  th: ['align', 'colspan', 'rowspan', 'headers', 'scope'],
  track: ['src', 'srclang', 'kind', 'label', 'default'],
  video: ['src', 'poster', 'controls', 'loop', 'muted', 'playsinline', 'preload', 'width', 'height'],
};

const URL_ATTRIBUTES = ['href', 'src', 'poster', 'cite'];

/** Attributes that hold ids of other elements, a space between them. */
const ID_LISTS = [
  'headers',
  ...[
    'activedescendant',
    'controls',
    'describedby',
    'details',
    'errormessage',
    'flowto',
    'labelledby',
    'owns',
  ].map((name) => `aria-${name}`),
];

const POLICIES: Record<Audience, sanitizeHtml.IOptions> = {
  page: {
    allowedTags: [...TAGS, 'iframe', 'input'],
    allowedAttributes: {
      ...ATTRIBUTES,
      '*': [...ATTRIBUTES['*'], 'class'],
      iframe: ['src', 'width', 'height', 'allow', 'allowfullscreen', 'loading', 'sandbox'],
      img: [...ATTRIBUTES.img, 'loading', 'decoding'],
      input: ['type', 'checked', 'disabled'],
    },
  },
  readers: {
    allowedTags: TAGS,
    allowedAttributes: ATTRIBUTES,
    // What a style sheet would be needed for is of no use there; a highlighter and NetNewsWire know these.
    allowedClasses: { code: ['language-*'], section: ['footnotes'] },
  },
};

/** Content for a page, balanced so that an unclosed element cannot swallow what follows. No script survives. */
export function cleanForPage(html: string, context: CleaningContext): string {
  return clean(html, 'page', context);
}

/** Content for feed readers: what every reader keeps, at absolute addresses; an <iframe> is a link to what it frames. */
export function cleanForReaders(html: string, context: CleaningContext): string {
  return clean(html, 'readers', context);
}

function clean(html: string, audience: Audience, context: CleaningContext): string {
  const frames = audience === 'page' ? 'keep' : 'link';
  const address = addressIn(audience, context);
  const closed = closeFrames(settlePictures(html, address), frames, address);
  const cleaned = sanitize(closed, audience, context);
  // An element that goes may have stood between two that cannot be within each other, as with `<p><form><p>`. None
  // goes the second time, so that is enough.
  return isBalanced(cleaned) ? cleaned : sanitize(cleaned, audience, context);
}

/** Whether every element that must be closed is. */
function isBalanced(html: string): boolean {
  let balanced = true;
  const parser = new Parser({
    onclosetag(name, isImplied) {
      if (isImplied && !VOID_TAGS.includes(name)) balanced = false;
    },
  });
  parser.end(html);
  return balanced;
}

function sanitize(html: string, audience: Audience, context: CleaningContext): string {
  const address = addressIn(audience, context);
  let pictures = 0;
  const policy: sanitizeHtml.IOptions = {
    ...POLICIES[audience],
    allowedSchemes: SAFE_SCHEMES,
    disallowedTagsMode: 'discard',
    nonTextTags: ['script', 'style', 'textarea', 'xmp'],
    parseStyleAttributes: false,
    selfClosing: VOID_TAGS,
    transformTags: {
      '*': (tagName, typed) => {
        const given = tagName === 'iframe' ? withSource(typed) : typed;
        const attribs = resolveAttributes(named(tagName, given), address, context.anchors);
        if (tagName !== 'img') return { tagName, attribs };
        pictures += 1;
        const lazy = audience === 'page' && pictures > 1 && !('loading' in attribs);
        const waiting = {
          ...(lazy && { loading: 'lazy' }),
          ...(audience === 'page' && { decoding: 'async' }),
        };
        return { tagName, attribs: { ...sized(given, attribs, context), ...waiting } };
      },
    },
  };
  return sanitizeHtml(html, policy);
}

type ResolveAddress = (typed: string) => string | undefined;

/** Where an address in HTML leads an audience; that of a part of the page is given the id that the part has. */
function addressIn(audience: Audience, { anchors, resolve }: CleaningContext): ResolveAddress {
  return (typed) => {
    const address = typed.trim();
    if (!address.startsWith('#')) return resolve(address)?.[audience];
    return resolve(`#${anchors.findInHtml(decode(address.slice(1)))}`, address)?.[audience];
  };
}

/** `<a name>` is how ids were written before there were any. */
function named(tag: string, attributes: sanitizeHtml.Attributes): sanitizeHtml.Attributes {
  const { name } = attributes;
  return tag === 'a' && name && !attributes.id ? { ...attributes, id: name } : attributes;
}

function resolveAttributes(
  attributes: sanitizeHtml.Attributes,
  address: ResolveAddress,
  anchors: Anchors,
): sanitizeHtml.Attributes {
  const resolved: sanitizeHtml.Attributes = {};
  for (const [name, value] of Object.entries(attributes)) {
    const result = resolveAttribute(name, value, address, anchors);
    if (result !== undefined) resolved[name] = result;
  }
  return resolved;
}

function resolveAttribute(
  name: string,
  value: string,
  address: ResolveAddress,
  anchors: Anchors,
): string | undefined {
  if (name === 'srcset') return resolveSrcset(value, address);
  if (name === 'id') return value.trim() === '' ? undefined : anchors.carry(value.trim());
  if (ID_LISTS.includes(name)) return value.trim().split(/\s+/).map(idIn(anchors)).join(' ');
  return URL_ATTRIBUTES.includes(name) ? address(value) : value;
}

function idIn(anchors: Anchors): (id: string) => string {
  return (id) => (isBrowsersOwn(id) ? anchors.carry(id) : anchors.findInHtml(id));
}

/** A picture among the files of the blog leaves its place free from the start, unless its author says how large. */
function sized(
  given: sanitizeHtml.Attributes,
  attributes: sanitizeHtml.Attributes,
  { resolve }: CleaningContext,
): sanitizeHtml.Attributes {
  const size = given.src === undefined || given.width || given.height ? undefined : resolve(given.src)?.size;
  return size ? { ...attributes, width: String(size.width), height: String(size.height) } : attributes;
}

/** What the library cannot read it would report on the console, and drop with all the rest. */
function resolveSrcset(srcset: string, address: ResolveAddress): string | undefined {
  const resolved = parseSrcset(srcset)
    .filter(isFit)
    .flatMap(({ address: typed, descriptor }) => {
      const target = address(typed);
      return target === undefined ? [] : [`${target} ${descriptor}`.trim()];
    });
  return resolved.join(', ') || undefined;
}

// Elements within a line: no space is heard before or behind them.
const INLINE = new Set(
  'a abbr b bdi bdo big cite code data del dfn em font i ins kbd mark q rb rp rt ruby s samp small span strong sub sup time tt u var wbr'.split(
    ' ',
  ),
);

const SILENT = new Set(['script', 'style', 'textarea', 'template', 'rp', 'rt']);
const SILENT_ROLES = new Set<string | undefined>(['doc-noteref', 'doc-endnotes', 'doc-backlink']);

/** The text a person would read, on one line; footnotes and their marks are left out. */
export function textOfHtml(html: string): string {
  let text = '';
  let silent = 0;
  const parser = new Parser({
    onopentag(name, { role }) {
      if (silent > 0 || SILENT.has(name) || SILENT_ROLES.has(role)) silent += 1;
      else if (!INLINE.has(name)) text += ' ';
    },
    onclosetag(name) {
      if (silent > 0) silent -= 1;
      else if (!INLINE.has(name)) text += ' ';
    },
    ontext(piece) {
      if (silent === 0) text += piece;
    },
  });
  parser.end(html);
  return oneLine(text);
}
