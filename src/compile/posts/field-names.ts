// Field names: finds each field of Longwave in front matter that other programs wrote, under the names that they give it.

import type { Dialect } from '../settings/settings.ts';
import { TRUTH } from './field-schema.ts';
import type { FieldValues } from './field-values.ts';

interface Names {
  /** Longwave's own names: a wrong value is an error. */
  readonly own: readonly string[];
  /** Names in other programs. A value that cannot be used is a warning, because it may be meant for something else. */
  readonly others?: readonly string[];
}

/**
 * The names of each field, the most important first. Case, hyphens, underscores and spaces make no difference:
 * `last_modified_at` is written `lastmodifiedat` here.
 */
const NAMES = {
  title: { own: ['title'] },
  date: {
    own: ['date'],
    others: [
      ...['pubdate', 'pubdatetime', 'publishdate', 'publisheddate', 'publicationdate', 'datepublished'],
      ...['publishedat', 'publishedon', 'publishedtime', 'posted', 'postdate', 'datetime'],
      ...['created', 'createdat', 'createdon', 'createddate', 'datecreated', 'creationdate'],
    ],
  },
  updated: {
    own: ['updated'],
    others: [
      ...[
        'lastmod',
        'lastmodified',
        'lastmodifiedat',
        'modified',
        'modifiedat',
        'modifiedon',
        'modifieddate',
      ],
      ...['modifiedtime', 'datemodified', 'moddate', 'moddatetime', 'updateddate', 'updatedat', 'updatedon'],
      ...['updatedtime', 'dateupdated', 'lastupdated', 'lastupdate'],
    ],
  },
  slug: { own: ['slug'] },
  id: { own: ['id'] },
  guid: { own: [], others: ['guid', 'uuid'] },
  summary: {
    own: ['summary', 'description', 'excerpt'],
    others: [
      ...['spoiler', 'subtitle', 'abstract', 'teaser', 'lead', 'lede', 'desc', 'metadescription'],
      'seodescription',
    ],
  },
  tags: { own: ['tags'], others: ['tag', 'topics', 'topic', 'labels'] },
  categories: { own: ['categories'], others: ['category'] },
  keywords: { own: [], others: ['keywords', 'keyword'] },
  author: { own: ['author', 'authors'], others: ['authorname', 'byline', 'by'] },
  authorUrl: { own: [], others: ['authorurl', 'authorsite', 'authorwebsite', 'authorlink'] },
  authorEmail: { own: [], others: ['authoremail'] },
  authorAvatar: { own: [], others: ['authoravatar', 'authorimage', 'authorpicture'] },
  lang: { own: ['lang'], others: ['language', 'locale'] },
  draft: { own: ['draft'] },
  published: { own: ['published'], others: ['publish'] },
  withheld: { own: [], others: ['private', 'expired', 'headless'] },
  status: { own: [], others: ['status', 'poststatus'] },
  expires: { own: [], others: ['expirydate', 'expires', 'expiresat', 'expirationdate', 'unpublishdate'] },
  feed: { own: ['feed'], others: ['listed'] },
  unlisted: {
    own: [],
    others: ['unlisted', 'hidden', 'hide', 'excludefromfeed', 'eleventyexcludefromcollections'],
  },
  link: {
    own: ['link'],
    others: ['externalurl', 'externallink', 'linkurl', 'redirect', 'redirectto', 'redirecturl'],
  },
  via: { own: ['via'] },
  image: {
    own: ['image'],
    others: [
      ...[
        'images',
        'cover',
        'coverimage',
        'heroimage',
        'hero',
        'featuredimage',
        'featureimage',
        'featureimg',
      ],
      ...['banner', 'bannerimage', 'headerimage', 'headerimg', 'header', 'thumbnail', 'thumb', 'teaserimage'],
      ...['ogimage', 'socialimage', 'sharingimage', 'img', 'photo', 'photos', 'picture'],
    ],
  },
  imageAlt: {
    own: ['imagealt'],
    others: [
      ...['imagealttext', 'imagedescription', 'coveralt', 'coverimagealt', 'heroimagealt', 'heroalt'],
      ...['featuredimagealt', 'featureimagealt', 'banneralt', 'bannerimagealt', 'thumbnailalt', 'ogimagealt'],
    ],
  },
  enclosures: { own: ['enclosures'], others: ['enclosure'] },
  audio: { own: ['audio'] },
  video: { own: ['video'] },
  aliases: { own: ['aliases'], others: ['alias'] },
  redirectFrom: { own: ['redirectfrom'], others: ['redirectsfrom'] },
  permalink: { own: ['permalink'], others: ['url', 'path'] },
} as const satisfies Readonly<Record<string, Names>>;

export type FieldName = keyof typeof NAMES;

/** The value of a field. */
export interface Given {
  readonly value: unknown;
  /** Its path in the front matter, with the names that the author used. */
  readonly path: readonly string[];
  /** Whether the name is Longwave's own. */
  readonly isOwn: boolean;
}

export interface NamedFields {
  /** The values of each field, the most important first. */
  readonly given: ReadonlyMap<FieldName, readonly Given[]>;
  /** The paths of all other fields, without those that only concern templates. */
  readonly unknown: readonly (readonly string[])[];
}

/** Own names that are written in another way than in NAMES. */
const WRITTEN: ReadonlyMap<string, string> = new Map([
  ['imagealt', 'image_alt'],
  ['redirectfrom', 'redirect_from'],
]);

/** The names to suggest for a misspelt one. */
export const OWN_NAMES: readonly string[] = Object.values(NAMES).flatMap(({ own }) =>
  own.map((name) => WRITTEN.get(name) ?? name),
);

interface Meaning {
  readonly field: FieldName;
  /** The lowest counts. */
  readonly rank: number;
  readonly isOwn: boolean;
}

const MEANINGS: ReadonlyMap<string, Meaning> = new Map(
  Object.entries<Names>(NAMES).flatMap(([field, { own, others = [] }]) =>
    [...own, ...others].map((name, rank) => {
      const meaning: Meaning = { field: field as FieldName, rank, isOwn: rank < own.length };
      return [name, meaning] as const;
    }),
  ),
);

/** Names of a date that also stand for true or false. */
const FLAG_OR_DATE: ReadonlyMap<string, Meaning> = new Map([
  ['published', { field: 'date', rank: 50, isOwn: false }],
  ['publish', { field: 'date', rank: 51, isOwn: false }],
  ['expired', { field: 'expires', rank: 50, isOwn: false }],
]);

/** The date of publication in Hugo's feeds, even where there is a `date`. */
const PUBLISH_DATE: Meaning = { field: 'date', rank: -1, isOwn: false };

/** Objects whose members mean the same as fields: Zola's taxonomies, and what the themes of Zola and Hugo read. */
const GROUPS = ['taxonomies', 'extra', 'params'];

/** Fields that only tell the templates of other programs how to show a post, and so are ignored without a word. */
const FOR_TEMPLATES: ReadonlySet<string> = new Set([
  ...['layout', 'template', 'type', 'weight', 'menu', 'sidebar', 'sitemap', 'navorder', 'eleventynavigation'],
  ...['comments', 'comment', 'disqusidentifier', 'disqusurl', 'share', 'sharing', 'related'],
  ...['toc', 'math', 'mathjax', 'katex', 'mermaid'],
]);

/** Sorts the front matter of a post by the fields of Longwave. */
export function nameFields(data: FieldValues['data'], dialect: Dialect): NamedFields {
  const found: { meaning: Meaning; given: Given }[] = [];
  const unknown: (readonly string[])[] = [];
  for (const { path, value } of membersOf(data)) {
    const name = plain(path.at(-1) ?? '');
    const meaning = meaningOf(name, value, dialect);
    // What is at the top comes before what is in a group.
    const rank = (meaning?.rank ?? 0) + path.length * 100;
    if (meaning)
      found.push({
        meaning: { ...meaning, rank },
        given: { value, path, isOwn: meaning.isOwn && path.length === 1 },
      });
    else if (!FOR_TEMPLATES.has(name)) unknown.push(path);
  }
  const given = new Map<FieldName, Given[]>();
  for (const each of found.sort((a, b) => a.meaning.rank - b.meaning.rank)) {
    const { field } = each.meaning;
    given.set(field, [...(given.get(field) ?? []), each.given]);
  }
  return { given, unknown };
}

/** All fields, and instead of a group its members. */
function membersOf(data: FieldValues['data']): Pick<Given, 'path' | 'value'>[] {
  return Object.entries(data).flatMap(([name, value]) => {
    if (!GROUPS.includes(plain(name)) || typeof value !== 'object' || value === null || Array.isArray(value))
      return [{ path: [name], value }];
    return Object.entries(value).map(([member, inner]) => ({ path: [name, member], value: inner }));
  });
}

/** The name without what makes no difference. */
export function plain(name: string): string {
  return name.toLowerCase().replace(/[\s_-]/g, '');
}

function meaningOf(name: string, value: unknown, dialect: Dialect): Meaning | undefined {
  if (name === 'publishdate' && dialect === 'hugo') return PUBLISH_DATE;
  const isFlag = typeof value !== 'string' || value === '' || TRUTH.has(value.toLowerCase());
  return (isFlag ? undefined : FLAG_OR_DATE.get(name)) ?? MEANINGS.get(name);
}
