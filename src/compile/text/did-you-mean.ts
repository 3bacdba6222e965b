// The nearest name: what somebody may have meant who has mistyped one.

import leven from 'leven';

/** The name that differs least from what was typed; undefined when more than a third of the letters would be wrong. */
export function didYouMean(names: Iterable<string>, typed: string): string | undefined {
  const wanted = typed.toLowerCase();
  const [best] = [...names]
    .map((name) => ({ name, distance: leven(name.toLowerCase(), wanted) }))
    .filter(({ distance }) => distance <= Math.ceil(typed.length / 3))
    .sort((a, b) => a.distance - b.distance);
  return best?.name;
}
