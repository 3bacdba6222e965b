// Media: the headers and types of the files beside posts and of those in public/, for every server that sends them.

/** The headers of every file: scripts of other sites may read it, and browsers must not guess another type. */
export const FILE_HEADERS = {
  'Access-Control-Allow-Origin': '*',
  'X-Content-Type-Options': 'nosniff',
} as const;

/**
 * A document that could contain scripts runs none, and belongs to no origin: in a frame, it cannot reach the page
 * around it. It may have styles, and show files of the site.
 */
const SANDBOX = [
  'sandbox',
  "default-src 'none'",
  "img-src 'self' data:",
  "media-src 'self' data:",
  "font-src 'self' data:",
  "style-src 'self' 'unsafe-inline'",
].join('; ');

/**
 * HTML and XML, SVG included: https://mimesniff.spec.whatwg.org/#scriptable-mime-type. PDF is left out: its scripts
 * cannot reach other documents, and Chrome shows no PDF in a sandbox.
 */
const SCRIPTABLE = /^(?:text\/html|(?:text|application)\/xml|.+\+xml)$/;

/** The headers of a file beside a post, given its media type; without Content-Type. */
export function mediaHeaders(type: string): Readonly<Record<string, string>> {
  return SCRIPTABLE.test(type) ? { ...FILE_HEADERS, 'Content-Security-Policy': SANDBOX } : FILE_HEADERS;
}

/** The Content-Type of a file, with the charset that Cloudflare adds to every text. */
export function contentTypeOf(type: string): string {
  return type.startsWith('text/') ? `${type}; charset=utf-8` : type;
}

/** The file extension of a path in lower case, without the dot; empty when there is none. */
export function extensionOf(path: string): string {
  return typedExtensionOf(path).toLowerCase();
}

/** The same, as it is written. */
export function typedExtensionOf(path: string): string {
  return /\.([^./]+)$/.exec(path)?.[1] ?? '';
}
