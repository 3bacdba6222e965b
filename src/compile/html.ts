// HTML: raw markup in a post, cleaned and balanced; and the plain text of any markup.

import { Parser } from 'htmlparser2';
import sanitizeHtml from 'sanitize-html';
import { type Reference, SAFE_SCHEMES } from './references.ts';
import { oneLine } from './text.ts';

type Resolve = (address: string) => Reference | undefined;

const TAGS = [
  ...[
    'a',
    'abbr',
    'address',
    'article',
    'aside',
    'audio',
    'b',
    'bdi',
    'bdo',
    'blockquote',
    'br',
    'caption',
    'cite',
  ],
  ...[
    'code',
    'col',
    'colgroup',
    'data',
    'dd',
    'del',
    'details',
    'dfn',
    'div',
    'dl',
    'dt',
    'em',
    'figcaption',
    'figure',
  ],
  ...[
    'footer',
    'h1',
    'h2',
    'h3',
    'h4',
    'h5',
    'h6',
    'header',
    'hgroup',
    'hr',
    'i',
    'img',
    'ins',
    'kbd',
    'li',
    'main',
  ],
  ...[
    'mark',
    'nav',
    'ol',
    'p',
    'picture',
    'pre',
    'q',
    'rb',
    'rp',
    'rt',
    'rtc',
    'ruby',
    's',
    'samp',
    'section',
    'small',
  ],
  ...[
    'source',
    'span',
    'strong',
    'sub',
    'summary',
    'sup',
    'table',
    'tbody',
    'td',
    'tfoot',
    'th',
    'thead',
    'time',
    'tr',
  ],
  ...['track', 'u', 'ul', 'var', 'video', 'wbr'],
];

const ATTRIBUTES: sanitizeHtml.IOptions['allowedAttributes'] = {
  '*': ['id', 'title', 'lang', 'dir', 'role', 'aria-*', 'data-footnote-*', 'datetime', 'cite'],
  a: ['href', 'hreflang', 'rel', 'type', 'download'],
  audio: ['src', 'controls', 'loop', 'muted', 'preload'],
  code: ['class'],
  col: ['span'],
  colgroup: ['span'],
  data: ['value'],
  details: ['open'],
  img: ['src', 'srcset', 'sizes', 'alt', 'width', 'height', 'loading'],
  li: ['value'],
  ol: ['start', 'type', 'reversed'],
  section: ['class'],
  source: ['src', 'srcset', 'sizes', 'type', 'media'],
  td: ['align', 'colspan', 'rowspan', 'headers'],
  th: ['align', 'colspan', 'rowspan', 'headers', 'scope'],
  track: ['src', 'srclang', 'kind', 'label', 'default'],
  video: ['src', 'poster', 'controls', 'loop', 'muted', 'playsinline', 'preload', 'width', 'height'],
};

const URL_ATTRIBUTES = ['href', 'src', 'poster', 'cite'];

/** Content for a page, balanced so that an unclosed element cannot swallow what follows. No script survives. */
export function cleanForPage(html: string, resolve: Resolve): string {
  return sanitizeHtml(html, {
    ...policy((address) => resolve(address)?.page),
    allowedTags: [...TAGS, 'iframe', 'input'],
    allowedAttributes: {
      ...ATTRIBUTES,
      '*': [...((ATTRIBUTES as Record<string, string[]>)['*'] ?? []), 'class'],
      iframe: ['src', 'width', 'height', 'allow', 'allowfullscreen', 'loading', 'sandbox'],
      input: ['type', 'checked', 'disabled'],
    },
  });
}

/** Content for feed readers: what every reader keeps, at absolute addresses; an <iframe> is a link to what it frames. */
export function cleanForReaders(html: string, resolve: Resolve): string {
  const { transformTags, ...rest } = policy((address) => resolve(address)?.readers);
  return sanitizeHtml(html, {
    ...rest,
    allowedTags: TAGS,
    allowedAttributes: ATTRIBUTES,
    transformTags: {
      ...transformTags,
      iframe: (_tag, { src = '', title }) => {
        const href = src === '' ? undefined : resolve(src)?.readers;
        return { tagName: 'a', attribs: href === undefined ? {} : { href }, text: title || href || '' };
      },
    },
  });
}

function policy(address: (typed: string) => string | undefined): sanitizeHtml.IOptions {
  return {
    allowedSchemes: SAFE_SCHEMES,
    disallowedTagsMode: 'discard',
    parseStyleAttributes: false,
    transformTags: {
      '*': (tagName, attributes) => ({ tagName, attribs: resolveAttributes(attributes, address) }),
    },
  };
}

function resolveAttributes(
  attributes: sanitizeHtml.Attributes,
  address: (typed: string) => string | undefined,
): sanitizeHtml.Attributes {
  const resolved: sanitizeHtml.Attributes = {};
  for (const [name, value] of Object.entries(attributes)) {
    if (name === 'srcset') resolved[name] = resolveSrcset(value, address);
    else if (!URL_ATTRIBUTES.includes(name)) resolved[name] = value;
    else {
      const target = address(value);
      if (target !== undefined) resolved[name] = target;
    }
  }
  return resolved;
}

/** An address ends at white space, a candidate at a comma behind that; an address may hold commas of its own. */
const CANDIDATE = /([^\s,]\S*?)(?:,+(?=\s|$)|\s+([^,]*)(?:,|$)|$)/g;

/** `small.png 1x, large.png 2x`: https://html.spec.whatwg.org/multipage/images.html#srcset-attributes */
function resolveSrcset(srcset: string, address: (typed: string) => string | undefined): string {
  return [...srcset.matchAll(CANDIDATE)]
    .flatMap(([, url = '', descriptor = '']) => {
      const target = address(url);
      return target === undefined ? [] : [`${target} ${descriptor}`.trim()];
    })
    .join(', ');
}

/** The text a person would read, on one line; the marks of footnotes are left out. */
export function textOfHtml(html: string): string {
  let text = '';
  let silent = 0;
  const parser = new Parser({
    onopentag(name, attributes) {
      if (silent > 0 || 'data-footnote-ref' in attributes || name === 'script' || name === 'style')
        silent += 1;
      else if (name === 'br' || name === 'p' || name === 'li' || name === 'td') text += ' ';
    },
    onclosetag() {
      if (silent > 0) silent -= 1;
    },
    ontext(piece) {
      if (silent === 0) text += piece;
    },
  });
  parser.end(html);
  return oneLine(text);
}
