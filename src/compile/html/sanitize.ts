// Sanitising: keeps the elements and attributes that content may have, and nothing else.

import type { Root } from 'hast';
import { type Schema, sanitize as sanitizeTree } from 'hast-util-sanitize';
import { type Audience, SAFE_SCHEMES } from '../links/references.ts';

const TAGS = [
  'a abbr address article aside audio b bdi bdo blockquote br caption cite code col colgroup data dd del details',
  'dfn div dl dt em figcaption figure footer h1 h2 h3 h4 h5 h6 header hgroup hr i img ins kbd li main mark nav ol',
  'p picture pre q rb rp rt rtc ruby s samp section small source span strong sub summary sup table tbody td tfoot',
  'th thead time tr track u ul var video wbr',
].flatMap((line) => line.split(' '));

/** https://www.w3.org/TR/wai-aria-1.2/#state_prop_def, without the prefix `aria`. */
const ARIA = [
  'ActiveDescendant Atomic AutoComplete BrailleLabel BrailleRoleDescription Busy Checked ColCount ColIndex',
  'ColIndexText ColSpan Controls Current DescribedBy Description Details Disabled ErrorMessage Expanded FlowTo',
  'HasPopup Hidden Invalid KeyShortcuts Label LabelledBy Level Live Modal MultiLine MultiSelectable Orientation',
  'Owns Placeholder PosInSet Pressed ReadOnly Relevant Required RoleDescription RowCount RowIndex RowIndexText',
  'RowSpan Selected SetSize Sort ValueMax ValueMin ValueNow ValueText',
].flatMap((line) => line.split(' ').map((name) => `aria${name}`));

/** Keyed by element; attributes have their DOM names. */
const ATTRIBUTES = {
  '*': ['id', 'title', 'lang', 'dir', 'role', 'dateTime', 'cite', ...ARIA],
  a: ['href', 'hrefLang', 'rel', 'type', 'download'],
  audio: ['src', 'controls', 'loop', 'muted', 'preload'],
  // Readers have no style sheet for other classes. Highlighters use this one; NetNewsWire uses that of footnotes.
  code: [['className', /^language-/]] as [[string, RegExp]],
  col: ['span'],
  colgroup: ['span'],
  data: ['value'],
  details: ['open'],
  img: ['src', 'srcSet', 'sizes', 'alt', 'width', 'height'],
  li: ['value'],
  ol: ['start', 'type', 'reversed'],
  section: [['className', 'footnotes']] as [[string, string]],
  source: ['src', 'srcSet', 'sizes', 'type', 'media', 'width', 'height'],
  td: ['align', 'colSpan', 'rowSpan', 'headers'],
  th: ['align', 'colSpan', 'rowSpan', 'headers', 'scope'],
  track: ['src', 'srcLang', 'kind', 'label', 'default'],
  video: ['src', 'poster', 'controls', 'loop', 'muted', 'playsInline', 'preload', 'width', 'height'],
};

const READERS: Schema = {
  tagNames: TAGS,
  attributes: ATTRIBUTES,
  protocols: { href: SAFE_SCHEMES, src: SAFE_SCHEMES, poster: SAFE_SCHEMES, cite: SAFE_SCHEMES },
  ancestors: {},
  clobber: [],
  required: {},
  strip: ['script', 'style', 'textarea', 'xmp'],
};

/** What formulas consist of: https://www.w3.org/TR/mathml-core/ */
const MATH_TAGS = [
  'math menclose merror mfrac mi mmultiscripts mn mo mover mpadded mphantom mprescripts mroot mrow ms mspace msqrt',
  'mstyle msub msubsup msup mtable mtd mtext mtr munder munderover none',
].flatMap((line) => line.split(' '));

const MATH_ATTRIBUTES = [
  'display displaystyle scriptlevel mathvariant form fence stretchy symmetric separator lspace rspace minsize maxsize',
  'largeop movablelimits accent accentunder linethickness width height depth voffset rowSpan columnspan notation',
].flatMap((line) => line.split(' '));

const { code: _, section: __, ...PAGE_ATTRIBUTES } = ATTRIBUTES;

const PAGE: Schema = {
  ...READERS,
  tagNames: [...TAGS, 'iframe', 'input', ...MATH_TAGS],
  attributes: {
    ...PAGE_ATTRIBUTES,
    ...Object.fromEntries(MATH_TAGS.map((name) => [name, MATH_ATTRIBUTES])),
    '*': [...ATTRIBUTES['*'], 'className'],
    iframe: ['src', 'width', 'height', 'allow', 'allowFullScreen', 'loading', 'sandbox'],
    img: [...ATTRIBUTES.img, 'loading', 'decoding'],
    input: ['type', 'disabled', 'checked'],
  },
};

const SCHEMAS: Readonly<Record<Audience, Schema>> = { page: PAGE, readers: READERS };
const ALLOWED = new Set([...TAGS, 'iframe', 'input']);

/** Whether an author may use an element on pages, if not in feeds. */
export function isAllowed(tagName: string): boolean {
  return ALLOWED.has(tagName);
}

/** The tree with only the elements and attributes that are harmless and that the audience can use. */
export function sanitize(tree: Root, audience: Audience): Root {
  return sanitizeTree(tree, SCHEMAS[audience]) as Root;
}
