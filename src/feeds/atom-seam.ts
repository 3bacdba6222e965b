// Completes the Atom documents of the library `feed`, by putting elements into its text.
//
// The library offers no other way. `feed.atom1()` makes an object and writes it with xml-js in one function: it calls
// no function of ours, ignores extensions, returns only text, and has a fixed set of elements. It declares every title
// to be HTML, rewrites ids as if they were URLs, and guesses the types of enclosures. Parsing its text, completing the
// object and writing it again would give the same document, but the first feed would cost two to three times as much. So
// the library writes what it writes correctly (dates, summary, content, authors), and fixed placeholders elsewhere; the
// functions below replace the placeholders. One of them is a character that XML forbids. The compiler removes it from
// all text, so nothing that an author types can be mistaken for it.

import type { Item } from 'feed';
import type { FeedDocument } from './document.ts';
import { elementText, libraryFeed } from './feed-library.ts';

/** What the library writes correctly of an entry. */
export type LibraryEntry = Pick<Item, 'date' | 'published' | 'description' | 'content' | 'author'>;

/** An entry: what the library writes, and what is added to it. */
export interface AtomEntry {
  readonly written: LibraryEntry;
  /** Start tag, in place of the library's. */
  readonly startTag: string;
  /** Title, id and permalink, in place of the library's. */
  readonly opening: readonly string[];
  /** Elements at its end. */
  readonly ending: readonly string[];
}

/** What is added to a document: the start tag of the feed, the elements after those of the library, and the entries. */
export interface AtomParts {
  readonly startTag: string;
  readonly elements: readonly string[];
  readonly entries: readonly AtomEntry[];
}

const MARKER = '\u0002';
const MARKED_END = `<rights>${MARKER}</rights>`;
const PLACEHOLDER_URI = 'urn:placeholder';
const FEED_START = '<feed xmlns="http://www.w3.org/2005/Atom">';
const ENTRY_OPENING = /<entry>.*?<link [^>]*>/s;

/** The document with its title, id, description and date, and with these parts. Elements are given as XML. */
export function writeAtom(document: FeedDocument, { startTag, elements, entries }: AtomParts): string {
  const [head = '', ...rest] = writePlaceholders(document, entries).split(MARKED_END);
  const tail = rest.pop() ?? '';
  const written = entries.map(({ startTag: entryTag, opening, ending }, number) => {
    const entry = rest[number] ?? '';
    return entry.replace(ENTRY_OPENING, () => entryTag + lines(8, opening)) + lines(8, ending);
  });
  return [head.replace(FEED_START, () => startTag), lines(4, elements), ...written, tail].join('');
}

/** The library's document, with a marker after its elements of the feed, and after those of each entry. */
function writePlaceholders(document: FeedDocument, entries: readonly AtomEntry[]): string {
  const feed = libraryFeed(document, {
    id: elementText(document.id),
    title: elementText(document.title),
    description: elementText(document.description),
    copyright: MARKER,
    // The library can give it neither a version nor an address.
    generator: false,
  });
  const placeholder = { title: '', id: PLACEHOLDER_URI, link: PLACEHOLDER_URI, copyright: MARKER };
  for (const { written } of entries) feed.addItem({ ...placeholder, ...written });
  return feed.atom1();
}

function lines(indent: number, elements: readonly string[]): string {
  return elements.map((written) => `\n${' '.repeat(indent)}${written}`).join('');
}
