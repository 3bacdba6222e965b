// Permalinks: the path of each post, from the pattern of the site or from its own front matter.

import { posix } from 'node:path';
import { type PermalinkPattern, parsePattern } from '../settings/permalink-pattern.ts';
import type { Dialect } from '../settings/settings.ts';
import type { PermalinkReference } from './fields.ts';
import { type PermalinkFacts, type PermalinkSettings, partsOf, plainSlug } from './permalink-parts.ts';

/** The default permalink, decoded. */
export function permalinkPath(slug: string): string {
  return `/posts/${slug}`;
}

/** Path of the permalink, decoded, NFC. Throws a RangeError whose message says what to write instead. */
export function permalinkOf(facts: PermalinkFacts, settings: PermalinkSettings): string {
  const { permalink } = facts.fields;
  if (permalink) return ownPermalink(permalink, facts, settings);
  if (!settings.permalink) return permalinkPath(plainSlug(facts));
  const path = fill(settings.permalink, facts, settings);
  if (!hasSteps(path)) return path;
  throw new RangeError(`the permalink would be ${path}, and browsers remove "." and ".."; change the slug`);
}

function ownPermalink(
  { address, path }: PermalinkReference,
  facts: PermalinkFacts,
  settings: PermalinkSettings,
): string {
  const field = String(path[0]);
  const written = address.startsWith(`${settings.site.origin}/`)
    ? address.slice(settings.site.origin.length)
    : address;
  const wrong = (what: string) => new RangeError(`${field} "${address}" ${what}`);
  if (/\{\{|\{%/.test(written)) throw wrong('is a template; write the address that it stands for');
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(written))
    throw wrong('is at another site; write a path such as /2020/name/, or put the address in `link`');
  if (/[?#]/.test(written)) throw wrong('may not contain ? or #; write a path such as /2020/name/');
  const whole = fill(parsePattern(written), facts, settings);
  if (hasSteps(whole)) throw wrong('contains "." or "..", which browsers remove; write the whole path');
  return asPage(whole, settings.dialect);
}

/** The address of a page for the file that a program writes there. */
function asPage(path: string, dialect: Dialect): string {
  // Jekyll alone shows the name of the file.
  if (dialect !== 'jekyll' && path.endsWith('/index.html')) return path.slice(0, -'index.html'.length);
  const isFolder = dialect === 'hugo' && !path.endsWith('/') && !posix.basename(path).includes('.');
  return isFolder ? `${path}/` : path;
}

function hasSteps(path: string): boolean {
  return path.split('/').some((step) => step === '.' || step === '..');
}

/** The path with all parts filled in. An empty part leaves no empty step. */
function fill(pattern: PermalinkPattern, facts: PermalinkFacts, settings: PermalinkSettings): string {
  const valueOfPart = partsOf(facts, settings);
  const steps = pattern.map((piece) => (typeof piece === 'string' ? piece : valueOfPart(piece)));
  return `/${steps.join('')}`.replace(/\/{2,}/g, '/').normalize('NFC');
}
