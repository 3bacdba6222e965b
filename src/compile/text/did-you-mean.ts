// Did you mean: the known name that is closest to a misspelt one.

import leven from 'leven';

/** A name that is longer is no slip of the pen, and takes long to compare. */
const LONGEST = 200;

/** The name with the fewest letters to change. Undefined when that is more than a third of the letters typed. */
export function didYouMean(names: Iterable<string>, typed: string): string | undefined {
  if (typed.length > LONGEST) return undefined;
  const wanted = typed.toLowerCase();
  const limit = Math.ceil(typed.length / 3);
  const [best] = [...names]
    .filter((name) => Math.abs(name.length - typed.length) <= limit)
    .map((name) => ({ name, distance: leven(name.toLowerCase(), wanted) }))
    .filter(({ distance }) => distance <= limit)
    .sort((a, b) => a.distance - b.distance);
  return best?.name;
}
