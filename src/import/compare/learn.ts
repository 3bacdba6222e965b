// Learning: the rule by which an old program made ids, from the entries whose posts are known. Posts that have left the
// feed were told to readers with ids of the same rule, and readers that keep entries compare with those.

import type { Instant } from '../../archive/entry.ts';

/** A post, and what its old feed says of it. */
export interface KnownEntry {
  readonly id: string;
  /** Path from the root as it is in the address, percent-encoded. */
  readonly path: string;
  readonly date?: Instant | undefined;
}

/** Makes the id of another post. */
export type IdRule = (post: Omit<KnownEntry, 'id'>) => string | undefined;

/** How many entries must follow a rule. */
const LEAST = 2;

/** The rule that at least half of the entries follow; undefined when there is none. */
export function learnIdRule(known: readonly KnownEntry[]): IdRule | undefined {
  const counts = new Map<string, number>();
  for (const entry of known)
    for (const template of templatesOf(entry)) counts.set(template, (counts.get(template) ?? 0) + 1);
  const [best] = [...counts].sort(([, a], [, b]) => b - a);
  if (!best || best[1] < Math.min(LEAST, known.length) || best[1] * 2 < known.length) return undefined;
  const [template] = best;
  return (post) => {
    const parts = partsOf(post);
    if ([...template.matchAll(PLACE)].some(([, name = '']) => parts[name] === undefined)) return undefined;
    return template.replace(PLACE, (_, name: string) => parts[name] ?? '');
  };
}

const PLACE = /\u0001(\w+)\u0002/g;

/** The id with its parts named: the address in its spellings, and the day. */
function templatesOf({ id, ...post }: KnownEntry): string[] {
  const parts = partsOf(post);
  const named = ['path', 'bare', 'slashed', 'name', 'slug'].flatMap((name) => {
    const value = parts[name];
    return value !== undefined && value !== '/' && value !== '' && id.endsWith(value)
      ? [`${id.slice(0, -value.length)}\u0001${name}\u0002`]
      : [];
  });
  const { day } = parts;
  return named.map((template) =>
    day === undefined ? template : template.replace(`,${day}:`, ',\u0001day\u0002:'),
  );
}

function partsOf({ path, date }: Omit<KnownEntry, 'id'>): Readonly<Record<string, string | undefined>> {
  const bare = path.replace(/(?:\.html?|\/)$/, '');
  return {
    path,
    bare,
    slashed: `${bare}/`,
    name: path.slice(1),
    slug: bare.slice(bare.lastIndexOf('/') + 1),
    day: date === undefined ? undefined : new Date(date).toISOString().slice(0, 10),
  };
}
