// Addresses: where the fields of a post say that it was before, and where it should be.

import { withQuery } from '../../archive/query-address.ts';
import { decodePath } from '../../routes/paths.ts';
import type { Report } from '../report/findings.ts';
import type { CheckedSettings } from '../settings/settings.ts';
import { withoutEnd } from '../text/text.ts';
import { type Choose, eachOf, type FieldReader, type Path, type Unchecked } from './field-reader.ts';
import type { Schemas } from './field-schema.ts';
import type { FieldValues } from './field-values.ts';
import type { AliasReference, PermalinkReference } from './fields.ts';

type Reader = Pick<FieldReader, 'all'>;

/** The older addresses of a post, without those that occur twice. */
export function readAliases(
  { all }: Reader,
  { alias }: Schemas,
  settings: CheckedSettings,
): AliasReference[] {
  const addresses: Choose = (given) =>
    eachOf(given)
      .filter(({ item }) => !isName(item, settings))
      .map(({ item, path }) => ({ item: withoutOrigin(item, settings.site.origin), path }));
  const aliases = [...all('aliases', alias, addresses), ...all('redirectFrom', alias, addresses)];
  return firstOfEach(aliases.map(({ item, path }) => ({ address: toAddress(item), path })));
}

/** The aliases that are names. */
export function readNames({ all }: Reader, { text }: Schemas, settings: CheckedSettings): string[] {
  const names: Choose = (given) => eachOf(given).filter(({ item }) => isName(item, settings));
  return all('aliases', text, names).map(({ item }) => item);
}

/** To Obsidian, aliases are other names of a note. */
function isName(alias: unknown, { dialect }: CheckedSettings): boolean {
  return dialect === 'obsidian' && !String(alias).startsWith('/');
}

function withoutOrigin(address: unknown, origin: string): unknown {
  const isOnSite = typeof address === 'string' && address.startsWith(`${origin}/`);
  return isOnSite ? address.slice(origin.length) : address;
}

/** Jekyll and Eleventy call it `permalink`, Hugo `url`, Zola and Gatsby `path`. */
export function readPermalink(
  { one }: Pick<FieldReader, 'one'>,
  { text }: Schemas,
  { site }: CheckedSettings,
  { placeOf }: FieldValues,
  report: Report,
): PermalinkReference | undefined {
  const onSite: Choose = (given) => {
    if (!isElsewhere(given, site.origin)) return [given];
    const message = `${given.path.join('.')} "${given.item}" is at another site, so it is not the address of the post; if the post is about it, write link`;
    report('warning', placeOf(given.path), message);
    return [];
  };
  const found = one('permalink', text, onSite);
  if (!found) return undefined;
  const { item, path } = found;
  // Zola's has no slash at the start, and always one at the end of the address.
  const isZola = nameOf(path) === 'path' && !item.startsWith('/');
  return { address: isZola ? `/${withoutEnd(item, /\//)}/` : item, path };
}

/** Whether a field of another name than `permalink` is about another site: in many notes, `url` is what they are about. */
function isElsewhere({ item, path }: Unchecked, origin: string): boolean {
  if (typeof item !== 'string' || nameOf(path) === 'permalink') return false;
  return /^[a-z][a-z0-9+.-]*:\/\//i.test(item) && !`${item}/`.startsWith(`${origin}/`);
}

function nameOf(path: Path): string {
  return String(path.at(-1)).toLowerCase();
}

/** Removes aliases whose address occurs earlier in the list. */
function firstOfEach(aliases: readonly AliasReference[]): AliasReference[] {
  const seen = new Set<string>();
  return aliases.filter(({ address }) => seen.size < seen.add(address).size);
}

function toAddress(alias: string): string {
  const [path = '', query] = alias.split(/\?(.*)/s, 2);
  const rooted = path.startsWith('/') ? path : `/${path}`;
  return withQuery(decodePath(rooted) ?? rooted.normalize('NFC'), new URLSearchParams(query));
}
