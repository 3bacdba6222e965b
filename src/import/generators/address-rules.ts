// Address rules: how a site makes the address of a post from the place, the name and the date of its file, learnt from the
// addresses of some of them. What holds for most of the known posts of a folder holds for the others in it.

import { posix } from 'node:path';
import type { FoundPost } from './generator.ts';
import { textAt } from './site-folder.ts';
import { asciiSlug, tidyPath } from './url-parts.ts';

/** A post with an address that it has somewhere: in a link, in the feed. */
export interface KnownAddress {
  readonly post: FoundPost;
  /** Decoded, from the root of the site. */
  readonly path: string;
}

export interface LearntAddress {
  readonly path: string;
  /** How many of the known addresses around the post the rule makes. */
  readonly made: number;
  /** The known addresses that count. */
  readonly evidence: readonly KnownAddress[];
  /** Whether no address in the folders of the post is known, so that it follows those of other folders. */
  readonly isFromElsewhere: boolean;
}

interface Rule {
  /** The folder whose posts it is for. */
  readonly root: string;
  /** What the addresses begin with, with a slash at both ends. */
  readonly route: string;
  readonly folders: (typeof FOLDERS)[number];
  readonly date: (typeof DATES)[number];
  readonly name: (typeof NAMES)[number];
  readonly spelling: (typeof SPELLINGS)[number];
}

// Of rules that explain the same addresses, the first counts.
const FOLDERS = ['kept', 'left out'] as const;
const DATES = ['year/month/day', 'year/month', 'year', 'none'] as const;
const NAMES = ['slug', 'file', 'dated file', 'title'] as const;
const SPELLINGS = ['as written', 'lower case', 'ascii'] as const;

/** How many posts of a folder must be known, unless there are no more in all. */
const LEAST = 2;

/** As many known addresses show the rule of a folder as well as more. */
const MOST = 60;

function sampleOf(known: readonly KnownAddress[]): KnownAddress[] {
  const counts = new Map<string, number>();
  return known.filter(({ post }) => {
    const [folder = ''] = foldersAround(post);
    const count = (counts.get(folder) ?? 0) + 1;
    counts.set(folder, count);
    return count <= MOST;
  });
}

/** Learns the rules of a site; what it returns applies them to a post. */
export function learnAddresses(all: readonly KnownAddress[]): (post: FoundPost) => LearntAddress | undefined {
  const known = sampleOf(all);
  const byFolder = new Map<string, KnownAddress[]>();
  for (const each of known)
    for (const folder of foldersAround(each.post)) {
      const group = byFolder.get(folder);
      if (group) group.push(each);
      else byFolder.set(folder, [each]);
    }
  const made = new Map(known.map((each) => [each, rulesFor(each.post, withoutEnd(each.path)[0])]));
  const best = new Map<string, Learnt | undefined>();
  const learntIn = (folder: string): Learnt | undefined => {
    if (!best.has(folder)) best.set(folder, bestRule(folder, byFolder.get(folder) ?? [], made));
    return best.get(folder);
  };
  return (post) => {
    let isFromElsewhere = false;
    for (const [index, folder] of foldersAround(post).entries()) {
      // Folders of years are all alike; a folder with a name of its own may be another part of the site.
      const below = foldersAround(post)[index - 1];
      isFromElsewhere ||= below !== undefined && !byFolder.has(below) && !/(?:^|\/)\d+$/.test(below);
      const learnt = learntIn(folder);
      if (!learnt) continue;
      const { rule, end, made, evidence } = learnt;
      const relative = relativeBy(post, rule);
      // Folders that are no part of the addresses of other posts say nothing about where this one is.
      if (relative === undefined || (isFromElsewhere && rule.folders === 'left out')) continue;
      const path = tidyPath(`${rule.route}${relative}`) + end;
      return { path, made, evidence, isFromElsewhere };
    }
    return undefined;
  };
}

interface Learnt {
  readonly rule: Rule;
  readonly end: string;
  readonly made: number;
  readonly evidence: readonly KnownAddress[];
}

/** The rule that makes at least half of the known addresses in a folder, if enough of its posts are known. */
function bestRule(
  folder: string,
  evidence: readonly KnownAddress[],
  rules: ReadonlyMap<KnownAddress, readonly Rule[]>,
): Learnt | undefined {
  const posts = new Set(evidence.map(({ post }) => post));
  if (posts.size < LEAST && folder !== '') return undefined;
  const counts = new Map<string, { rule: Rule; ends: string[] }>();
  for (const each of evidence) {
    const [, end] = withoutEnd(each.path);
    for (const rule of rules.get(each) ?? []) {
      if (rule.root !== '' && folder !== rule.root && !folder.startsWith(`${rule.root}/`)) continue;
      const key = JSON.stringify(rule);
      const counted = counts.get(key);
      if (counted) counted.ends.push(end);
      else counts.set(key, { rule, ends: [end] });
    }
  }
  const [first] = [...counts.values()].sort(
    (a, b) => b.ends.length - a.ends.length || rankOf(a.rule) - rankOf(b.rule),
  );
  if (!first || first.ends.length * 2 < evidence.length) return undefined;
  return { rule: first.rule, end: mostUsual(first.ends), made: first.ends.length, evidence };
}

function rankOf({ root, folders, date, name, spelling }: Rule): number {
  const ranks = [
    FOLDERS.indexOf(folders),
    root === '' ? 0 : root.split('/').length,
    DATES.indexOf(date),
    NAMES.indexOf(name),
    SPELLINGS.indexOf(spelling),
  ];
  return ranks.reduce((sum, rank) => sum * 16 + Math.min(rank, 15), 0);
}

/** All rules that make this path of a post. */
function rulesFor(post: FoundPost, bare: string): Rule[] {
  const rules: Rule[] = [];
  const last = bare.slice(bare.lastIndexOf('/') + 1);
  for (const name of NAMES)
    for (const spelling of SPELLINGS) {
      const spelt = nameBy(post, name, spelling);
      if (spelt === undefined || spelt.slice(spelt.lastIndexOf('/') + 1) !== last) continue;
      for (const root of foldersAround(post))
        for (const folders of FOLDERS)
          for (const date of DATES) {
            const relative = relativeBy(post, { root, folders, date, name, spelling });
            if (relative === undefined || !bare.endsWith(`/${relative}`)) continue;
            rules.push({ root, route: bare.slice(0, -relative.length), folders, date, name, spelling });
          }
    }
  return rules;
}

/** The end of the path that a rule makes; undefined when the post has no such part. */
function relativeBy(post: FoundPost, rule: Omit<Rule, 'route'>): string | undefined {
  const name = nameBy(post, rule.name, rule.spelling);
  const date = datePart(post, rule.date);
  const [around = ''] = foldersAround(post);
  if (name === undefined || date === undefined) return undefined;
  const tail = rule.folders === 'kept' ? spell(around.slice(rule.root.length), rule.spelling, '/') : '';
  return [...tail.split('/'), date, name].filter((each) => each !== '').join('/');
}

function nameBy(
  { source, fields }: FoundPost,
  name: Rule['name'],
  spelling: Rule['spelling'],
): string | undefined {
  const written = textAt(fields, 'slug')?.replace(/^\/+|\/+$/g, '');
  const file = nameOfFile(source);
  const bare = file.replace(DATE_BEFORE, '');
  if (name === 'title') {
    const title = textAt(fields, 'title');
    return title === undefined || spelling !== 'ascii' ? undefined : asciiSlug(title);
  }
  if (name === 'dated file') return file === bare ? undefined : spell(file, spelling, '');
  return spell((name === 'slug' ? written : undefined) ?? bare, spelling, '/');
}

/** `2015-01-28-name`, and the number before a name that orders the files of a folder, as in `12.name`. */
const DATE_BEFORE = /^(?:\d{4}-\d{2}-\d{2}[-_.]|\d{1,4}\.(?=\D))(?=.)/;

/** The name of a post's file without its extension; that of the folder for `name/index.md` and `name/name.md`. */
export function nameOfFile(source: string): string {
  const bare = source.replace(/\.[^./]+$/, '').replace(/\.html$/, '');
  const name = posix.basename(bare);
  return isBundle(source) ? posix.basename(posix.dirname(bare)) : name;
}

function isBundle(source: string): boolean {
  const name = posix
    .basename(source)
    .replace(/\.[^.]*$/, '')
    .trim();
  const folder = posix.basename(posix.dirname(source)).trim();
  return (
    /^(?:_?index|page|\+page|readme)(?:\.[\w-]+)?$/i.test(name) ||
    (folder !== '.' && folder.toLowerCase() === name.toLowerCase())
  );
}

/** The folders that a post is in, the innermost first, the root last and empty. */
function foldersAround({ source }: FoundPost): string[] {
  const own = isBundle(source) ? posix.dirname(posix.dirname(source)) : posix.dirname(source);
  const parts = own === '.' ? [] : own.split('/');
  return Array.from({ length: parts.length + 1 }, (_, index) =>
    parts.slice(0, parts.length - index).join('/'),
  );
}

function datePart({ source, date }: FoundPost, wanted: Rule['date']): string | undefined {
  if (wanted === 'none') return '';
  const inName = /^(\d{4})-(\d{2})-(\d{2})/.exec(nameOfFile(source))?.[0];
  const day = inName ?? (date === undefined ? undefined : new Date(date).toISOString().slice(0, 10));
  const length = { 'year/month/day': 10, 'year/month': 7, year: 4 }[wanted];
  return day?.slice(0, length).replaceAll('-', '/');
}

function spell(text: string, spelling: Rule['spelling'], between: string): string {
  if (spelling === 'as written') return text;
  if (spelling === 'lower case') return text.toLowerCase();
  return between === '' ? asciiSlug(text) : text.split(between).map(asciiSlug).join(between);
}

/** The path without what servers treat alike, and that. */
export function withoutEnd(path: string): [bare: string, end: string] {
  const end = /(?:\/index)?\.html?$|\/index$|\/+$/i.exec(path)?.[0] ?? '';
  const bare = path.slice(0, path.length - end.length);
  return [bare, /^\/index/.test(end) ? '/' : end.replace(/\/+/, '/')];
}

function mostUsual(texts: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0] ?? '';
}
