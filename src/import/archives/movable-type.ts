// Movable Type: its export, a text file with a line for each field and marks between the parts. TypePad, Hatena, FC2, livedoor
// and other hosts of blogs write it, too. https://www.movabletype.org/documentation/appendices/import-export-format.html

import { lowerCase } from '../../archive/lower-case.ts';
import { distinct, momentOf, people, plainText, plainTitle, webAddress } from '../feeds/values.ts';
import type { Imported, ImportedContent, ImportedPost } from '../imported.ts';
import { MORE } from '../markdown/parse.ts';
import type { Reader } from '../reader.ts';
import { textOf } from '../source/document.ts';
import { addParagraphs } from './autop.ts';
import { leftOutComments } from './left-out.ts';

export const MOVABLE_TYPE: Reader = {
  name: 'Movable Type export',
  recognises: (source) => source.kind === 'document' && looksLikeExport(source.head),
  read: async (source, { progress }) => {
    if (source.kind !== 'document') throw new Error(`${source.name} is no document`);
    return readExport(await textOf(source), source.name, progress);
  },
};

const FIRST_FIELDS =
  /^(?:AUTHOR|AUTHOR EMAIL|TITLE|BASENAME|STATUS|DATE|UNIQUE URL|ALLOW COMMENTS|ALLOW PINGS|CONVERT BREAKS|PRIMARY CATEGORY|CATEGORY|TAGS|IMAGE|NO ENTRY):/;

/** Fields come first, up to a line of hyphens. */
function looksLikeExport(head: string): boolean {
  const [fields = '', rest] = head.split(/^-{5}[ \t]*\r?$/m, 2);
  return FIRST_FIELDS.test(head) && /^TITLE:/m.test(fields) && /^DATE:/m.test(fields) && rest !== undefined;
}

/** A post, as the file has it. */
interface Entry {
  /** The values of each field of one line, by its name. */
  readonly fields: ReadonlyMap<string, readonly string[]>;
  /** The parts of several lines that are there once, by their names. */
  readonly parts: ReadonlyMap<string, string>;
  readonly comments: number;
}

function readExport(text: string, name: string, progress: (read: number) => void): Imported {
  const entries = text
    .replace(/\r\n?/g, '\n')
    .replace(/^\uFEFF/, '')
    .split(/^-{8}[ \t]*$/m)
    .filter((entry) => entry.trim() !== '')
    .map(entryOf);
  const posts: ImportedPost[] = [];
  for (const [index, entry] of entries.entries()) {
    posts.push(postOf(entry, `${name}, entry ${index + 1}`));
    if (posts.length % 100 === 0) progress(posts.length);
  }
  const comments = entries.reduce((sum, entry) => sum + entry.comments, 0);
  const own = posts.find(({ url }) => url !== undefined)?.url;
  return {
    site: own === undefined ? {} : { origin: new URL(own).origin },
    posts,
    files: [],
    skipped: leftOutComments(name, comments),
    notes: own === undefined ? [NO_ADDRESSES] : [],
  };
}

const NO_ADDRESSES =
  'The export does not name the addresses of the posts. To keep them and the ids that readers know, give the old feed with --feed.';

function entryOf(text: string): Entry {
  const [head = '', ...blocks] = text.split(/^-{5}[ \t]*$/m);
  const fields = new Map<string, string[]>();
  for (const [, name = '', value = ''] of head.matchAll(/^([A-Z][A-Z ]*):[ \t]*(.*)$/gm))
    fields.set(name, [...(fields.get(name) ?? []), value.trim()]);
  const parts = new Map<string, string>();
  let comments = 0;
  for (const block of blocks) {
    const [, name = '', content = ''] = /^\s*([A-Z][A-Z ]*):[ \t]*\n?([\s\S]*)$/.exec(block) ?? [];
    if (name === 'COMMENT') comments += 1;
    else if (!parts.has(name)) parts.set(name, content.trim());
  }
  return { fields, parts, comments };
}

function postOf({ fields, parts }: Entry, source: string): ImportedPost {
  const field = (name: string) => fields.get(name)?.find((value) => value !== '');
  const title = plainTitle(field('TITLE'));
  const date = momentOf(readableDate(field('DATE')));
  const basename = field('BASENAME');
  const url = webAddress(field('UNIQUE URL') ?? field('PERMALINK'));
  const author = plainTitle(field('AUTHOR'));
  const summary = plainText(parts.get('EXCERPT') ?? '');
  // Hatena names the picture of a post, which is mostly in its text, too.
  const image = webAddress(field('IMAGE'));
  const content = contentOf(parts, field('CONVERT BREAKS'));
  const isDraft = !/^(?:publish|future|)$/i.test(field('STATUS') ?? '');
  return {
    source,
    ...(url !== undefined && !isDraft && { url }),
    ...(basename !== undefined && { slug: basename.replace(/^.*\//s, '') }),
    ...(title !== undefined && { title }),
    ...(date !== undefined && { date }),
    ...(summary !== '' && { summary }),
    ...(isDraft && { draft: true }),
    ...(image !== undefined && { image: { url: image } }),
    content,
    tags: distinct([
      ...(fields.get('PRIMARY CATEGORY') ?? []),
      ...(fields.get('CATEGORY') ?? []),
      ...tagsOf(field('TAGS') ?? ''),
    ]),
    authors: people([author === undefined ? undefined : { name: author }]),
    enclosures: [],
  };
}

/** `01/31/2002 03:31:05 PM` and `01/31/2002 15:31:05`: the month comes first, and there is no time zone. */
function readableDate(text: string | undefined): string | undefined {
  const [, month, day, year, hours, minutes, seconds = '00', half] =
    /^(\d{1,2})\/(\d{1,2})\/(\d{2,4})\s+(\d{1,2}):(\d\d)(?::(\d\d))?\s*([AP]M)?/i.exec(text ?? '') ?? [];
  if (month === undefined || day === undefined || year === undefined) return text;
  const hour = (Number(hours) % (half === undefined ? 24 : 12)) + (/^p/i.test(half ?? '') ? 12 : 0);
  const full = year.length === 2 ? `${Number(year) < 70 ? 20 : 19}${year}` : year;
  const two = (number: string | number) => String(number).padStart(2, '0');
  return `${full}-${two(month)}-${two(day)}T${two(hour)}:${minutes}:${seconds}Z`;
}

/** `radio, "two words", 'more'` */
function tagsOf(list: string): string[] {
  return [...list.matchAll(/"([^"]*)"|'([^']*)'|([^,\s][^,]*)/g)].map(
    ([, double, single, bare]) => double ?? single ?? (bare ?? '').trim(),
  );
}

/** The text, and after the end of the summary, what is shown on the page of the post only. */
function contentOf(parts: ReadonlyMap<string, string>, breaks: string | undefined): ImportedContent {
  const sections = [parts.get('BODY') ?? '', parts.get('EXTENDED BODY') ?? ''].filter((each) => each !== '');
  const format = lowerCase(breaks ?? '');
  if (format.startsWith('markdown')) return { markdown: `${sections.join(`\n\n${MORE}\n\n`)}\n` };
  const shown = sections.map((each) => (hasParagraphs(each, format) ? each : addParagraphs(each)));
  return { html: shown.join(`\n\n${MORE}\n\n`) };
}

/** Whether a text is HTML as it is. Where the file does not say, it is if it has paragraphs. */
function hasParagraphs(text: string, format: string): boolean {
  if (/^(?:0|richtext|wysiwyg|html|none)$/.test(format)) return true;
  return format !== '1' && /<(?:p|div|br|h[1-6]|ul|ol|table|blockquote)\b[^<>]*>/i.test(text);
}
