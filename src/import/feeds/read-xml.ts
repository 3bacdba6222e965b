// XML of feeds and exports: read as a stream, item by item, so that only one item is in memory as a tree.
//
// The parser reads no external entities and defines none that a document declares, so a few lines cannot become
// gigabytes. Mistakes that feeds often have are forgiven; those that may mean that text is missing are not.

import { decodeHTML } from 'entities';
import { SaxesParser, type SaxesTagNS } from 'saxes';
import { decode } from '../source/decode.ts';
import type { DocumentSource } from '../source/source.ts';
import { AmpersandEscaper } from './ampersands.ts';
import type { XmlElement } from './xml-tree.ts';

/** Short names for namespaces. A prefix without a declaration counts as the name that is usual for it. */
const NAMESPACES: readonly (readonly [string | RegExp, string])[] = [
  ['http://www.w3.org/2005/Atom', 'atom'],
  ['http://purl.org/atom/ns#', 'atom'],
  ['http://purl.org/rss/1.0/', ''],
  ['http://purl.org/net/rss1.1#', ''],
  ['http://my.netscape.com/rdf/simple/0.9/', ''],
  ['http://backend.userland.com/rss2', ''],
  ['http://blogs.law.harvard.edu/tech/rss', ''],
  ['http://www.w3.org/1999/02/22-rdf-syntax-ns#', 'rdf'],
  ['http://purl.org/rss/1.0/modules/content/', 'content'],
  ['http://purl.org/dc/elements/1.1/', 'dc'],
  ['http://purl.org/dc/terms/', 'dcterms'],
  [/^http:\/\/search\.yahoo\.com\/mrss\/?$/, 'media'],
  [/^http:\/\/www\.itunes\.com\/dtds\/podcast-1\.0\.dtd$/i, 'itunes'],
  ['http://podcastindex.org/namespace/1.0', 'podcast'],
  [/^http:\/\/rssnamespace\.org\/feedburner\/ext\/1\.0$/, 'feedburner'],
  [/^http:\/\/wordpress\.org\/export\/1\.\d\/$/, 'wp'],
  [/^http:\/\/wordpress\.org\/export\/1\.\d\/excerpt\/$/, 'excerpt'],
  ['http://www.w3.org/1999/xhtml', 'xhtml'],
  ['http://purl.org/atom/app#', 'app'],
  ['http://www.w3.org/2007/app', 'app'],
  [/^http:\/\/schemas\.google\.com\/blogger\/2\d{3}$/, 'blogger'],
  ['http://source.scripting.com/', 'source'],
  ['http://www.w3.org/XML/1998/namespace', 'xml'],
];

/** Many files have been changed from http to https by a command for all addresses, those of namespaces included. */
function shortName(address: string): string {
  const plain = address.replace(/^https:/, 'http:');
  const found = NAMESPACES.find(([each]) => (typeof each === 'string' ? each === plain : each.test(plain)));
  return found ? found[1] : address;
}

/** Deeper than any feed. */
const MOST_LEVELS = 500;

/** Mistakes after which everything is still there. */
const HARMLESS =
  /undefined entity|disallowed character|unbound namespace prefix|entity name|text data outside of root|only whitespace|processing instruction|DOCTYPE|duplicate attribute|must be escaped|XML declaration must be at the start|malformed character entity|"\]\]>" is disallowed/i;

/**
 * Reads a document, and calls `onItem` for each element for which `isItem` holds, as soon as it is complete. Returns the
 * root without those elements. Throws an Error with a message for the owner when the XML is damaged.
 */
export async function readXml(
  source: DocumentSource,
  isItem: (element: XmlElement) => boolean,
  onItem: (element: XmlElement, root: XmlElement) => void,
): Promise<XmlElement> {
  const reading = new Reading(isItem, onItem, source.url);
  const escaper = new AmpersandEscaper();
  let isFirst = true;
  for await (const piece of decode(source.bytes(), source.name, source.charset)) {
    // Some servers send blank lines first, with which an XML declaration is none.
    const text: string = isFirst ? withoutPreface(piece.trimStart()) : piece;
    if (text !== '') isFirst = false;
    reading.write(escaper.write(text), source.name);
  }
  reading.write(escaper.end(), source.name);
  return reading.end(source.name);
}

/** The document without what a plugin or an error of the server has put before it, and with as many lines. */
function withoutPreface(text: string): string {
  if (/^<(?:\?|!|rss\b|feed\b|rdf\b)/i.test(text)) return text;
  const start = text.search(/<\?xml\s|<!-- This is a WordPress|<(?:rss|feed|rdf:RDF)[\s>]/i);
  return start <= 0 ? text : '\n'.repeat(text.slice(0, start).split('\n').length - 1) + text.slice(start);
}

class Reading {
  readonly #parser = new SaxesParser({ xmlns: true });
  readonly #open: XmlElement[] = [];
  #root: XmlElement | undefined;
  #mistake: Error | undefined;

  constructor(
    isItem: (element: XmlElement) => boolean,
    onItem: (element: XmlElement, root: XmlElement) => void,
    url: string | undefined,
  ) {
    const parser = this.#parser;
    // HTML's names for characters, which feeds use although XML does not have them.
    parser.ENTITIES = new Proxy(parser.ENTITIES, {
      get: (own, name) => own[String(name)] ?? characterOf(String(name)),
    });
    parser.on('error', (error) => {
      if (!HARMLESS.test(error.message)) this.#mistake ??= error;
    });
    parser.on('text', (text) => this.#open.at(-1)?.children.push(text));
    parser.on('cdata', (text) => this.#open.at(-1)?.children.push(text));
    parser.on('opentag', (tag) => {
      if (this.#open.length > MOST_LEVELS)
        throw new Error(`it has more than ${MOST_LEVELS} levels of elements`);
      const element = elementOf(tag, this.#open.at(-1), url);
      this.#open.push(element);
      this.#root ??= element;
    });
    parser.on('closetag', () => {
      const element = this.#open.pop();
      if (!element || !this.#root) return;
      if (isItem(element)) onItem(element, this.#root);
      else this.#open.at(-1)?.children.push(element);
    });
  }

  write(text: string, name: string): void {
    try {
      this.#parser.write(text);
    } catch (error) {
      this.#mistake ??= error as Error;
    }
    if (this.#mistake) throw new Error(describe(name, this.#mistake));
  }

  end(name: string): XmlElement {
    try {
      this.#parser.close();
    } catch (error) {
      this.#mistake ??= error as Error;
    }
    if (this.#mistake) throw new Error(describe(name, this.#mistake));
    if (!this.#root) throw new Error(`${name} is empty`);
    return this.#root;
  }
}

function describe(name: string, { message }: Error): string {
  const [, line, column, reason] = /^(?:[^:]*:)?(\d+):(\d+): (.*?)\.?$/s.exec(message) ?? [];
  const place = line === undefined ? name : `${name}:${line}:${Number(column) + 1}`;
  return `${place}: this XML is damaged or incomplete (${reason ?? message}); export or download it again`;
}

function characterOf(name: string): string | undefined {
  if (!/^[A-Za-z][A-Za-z0-9]*$/.test(name)) return undefined;
  const decoded = decodeHTML(`&${name};`);
  return decoded === `&${name};` ? undefined : decoded;
}

function elementOf(
  { local, prefix, uri, attributes }: SaxesTagNS,
  parent: XmlElement | undefined,
  url: string | undefined,
): XmlElement {
  const own = Object.values(attributes).map(({ local, prefix, uri, value }): [string, string] => {
    const space = uri === '' ? prefix : shortName(uri);
    return [space === '' || prefix === 'xmlns' ? local : `${space}:${local}`, value];
  });
  const given = Object.fromEntries(own);
  const lang = given['xml:lang'] ?? parent?.lang;
  const base = resolve(given['xml:base'], parent?.base ?? url);
  return {
    name: local,
    space: uri === '' ? prefix : shortName(uri),
    attributes: given,
    children: [],
    ...(lang !== undefined && { lang }),
    ...(base !== undefined && { base }),
  };
}

function resolve(address: string | undefined, base: string | undefined): string | undefined {
  if (address === undefined) return base;
  return URL.canParse(address, base) ? new URL(address, base).href : base;
}
