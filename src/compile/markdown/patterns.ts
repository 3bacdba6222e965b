// Patterns of the library with parts of their source replaced.

export type Change = readonly [from: string, to: string];

/** A pattern with parts of its source replaced. Throws when a release of the library has no such part. */
export function changed(pattern: RegExp, ...changes: readonly Change[]): RegExp {
  const source = changes.reduce((before, [from, to]) => {
    if (!before.includes(from)) throw new Error(`the grammar of marked has changed: no ${from} in ${before}`);
    return before.replaceAll(from, () => to);
  }, pattern.source);
  return new RegExp(source, pattern.flags);
}
