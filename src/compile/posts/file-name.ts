// The name of a post's file and of its folders: what they say of its slug, date, language and state.

import { posix } from 'node:path';
import type { Site } from '../../archive/site.ts';
import type { Dialect } from '../settings/settings.ts';
import { canonicalLanguage, isLanguage } from '../text/language.ts';
import { POST_FILE } from './posts-folder.ts';

export interface FileName {
  /** What the slug is made from. */
  readonly slug: string;
  /** `2026-11-22`, or `2026-11` where no day is named; not yet checked against the calendar. */
  readonly date?: string;
  /** Of a translation, such as `index.de.md`. */
  readonly lang?: string;
  /** Whether it is in Jekyll's folder of drafts. */
  readonly isDraft: boolean;
  /** The folders in which Jekyll has a folder of posts: they are categories. */
  readonly categories: readonly string[];
}

interface Settings {
  readonly dialect: Dialect;
  readonly site: Pick<Site, 'language'>;
}

const ANY_SITE: Settings = { dialect: 'gfm', site: { language: '' } };

/**
 * `slug.md`, `YYYY-MM-DD-slug.md`, or either as the name of a folder with an index.md in it. The date may also be in the
 * folders: `2026/11/22/slug.md`.
 */
export function parseFileName(file: string, settings: Settings = ANY_SITE): FileName {
  const folders = file.split('/').slice(0, -1);
  const { base, lang } = withoutLanguage(posix.basename(file).replace(POST_FILE, ''), settings);
  const name = base === 'index' ? (folders.at(-1) ?? base) : base;
  const [dated, date, slug] = (settings.dialect === 'jekyll' ? JEKYLL : DATED).exec(name) ?? [];
  const jekyllFolder = folders.findIndex((folder) => /^_(?:posts|drafts)$/.test(folder));
  const found = dated === undefined ? dateInPath([...folders, base].join('/')) : date;
  return {
    slug: (slug ?? name) + languageSuffix(lang, settings),
    ...(found !== undefined && { date: found }),
    ...(lang !== undefined && { lang }),
    isDraft: folders.includes('_drafts'),
    categories: settings.dialect === 'jekyll' && jekyllFolder > 0 ? folders.slice(0, jekyllFolder) : [],
  };
}

const DATED = /^(\d{4}-\d{2}-\d{2})-(.+)$/s;
/** Jekyll also takes days and months of one digit. */
const JEKYLL = /^(\d{4}-\d{1,2}-\d{1,2})-(.+)$/s;

/** Hugo has the language before the extension: `index.de.md`, `post.de.md`. Elsewhere, `node.js.md` is a name. */
function withoutLanguage(name: string, { dialect }: Settings): { base: string; lang?: string } {
  const [, base, lang] = /^(.+)\.([a-z]{2,3}(?:-[a-z]{2,4})?)$/i.exec(name) ?? [];
  if (base === undefined || lang === undefined || (base !== 'index' && dialect !== 'hugo'))
    return { base: name };
  return isLanguage(lang) ? { base, lang: canonicalLanguage(lang) } : { base: name };
}

/** Keeps the translations of a post apart. */
function languageSuffix(lang: string | undefined, { site }: Settings): string {
  return lang === undefined || lang === site.language ? '' : `-${lang}`;
}

const MONTH = '(?:0?[1-9]|1[0-2])';
const DAY = '(?:0?[1-9]|[12]\\d|3[01])';
/** A year of this or the last century, at the beginning of a folder or file. */
const YEAR = '(?<=^|/)((?:19|20)\\d{2})';
const DATES = [
  new RegExp(`${YEAR}/(${MONTH})/(${DAY})(?=/)`),
  new RegExp(`${YEAR}[-_](${MONTH})[-_](${DAY})(?=[-_/]|$)`),
  new RegExp(`${YEAR}/(${MONTH})-(${DAY})(?=[-_/]|$)`),
  new RegExp(`${YEAR}/(${MONTH})(?=/)`),
  new RegExp(`${YEAR}[-_](${MONTH})(?=[-_/]|$)`),
];

/** The date in a path: `2026/11/22/slug`, `2026/11-22-slug`, `2026-11/slug`, `2026/11/slug`. The last two have no day. */
export function dateInPath(path: string): string | undefined {
  for (const pattern of DATES) {
    const [, year, month = '', day] = pattern.exec(path) ?? [];
    if (year === undefined) continue;
    return [year, month.padStart(2, '0'), ...(day === undefined ? [] : [day.padStart(2, '0')])].join('-');
  }
  return undefined;
}
