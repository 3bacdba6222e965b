// Did you mean: the known name that is closest to a misspelt one.

import leven from 'leven';

/** The name with the fewest letters to change. Undefined when that is more than a third of the letters typed. */
export function didYouMean(names: Iterable<string>, typed: string): string | undefined {
  const wanted = typed.toLowerCase();
  const [best] = [...names]
    .map((name) => ({ name, distance: leven(name.toLowerCase(), wanted) }))
    .filter(({ distance }) => distance <= Math.ceil(typed.length / 3))
    .sort((a, b) => a.distance - b.distance);
  return best?.name;
}
