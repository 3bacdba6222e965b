// Finding: looks for what closes something, and for each wanted text that the rest of the body lacks only once.

/** The offset of a text at or after an offset; -1 when there is none. */
export type Finder = (wanted: string | RegExp, from: number) => number;

export function finderIn(text: string): Finder {
  /** What was looked for, with the offset that it was found at last; infinite when there is no more of it. */
  const known = new Map<string, number>();
  return (wanted, from) => {
    const key = String(wanted);
    const last = known.get(key);
    if (last !== undefined && last >= from) return Number.isFinite(last) ? last : -1;
    const found = indexOf(text, wanted, from);
    known.set(key, found < 0 ? Number.POSITIVE_INFINITY : found);
    return found;
  };
}

function indexOf(text: string, wanted: string | RegExp, from: number): number {
  if (typeof wanted === 'string') return text.indexOf(wanted, from);
  wanted.lastIndex = from;
  return wanted.exec(text)?.index ?? -1;
}
