// What is made again when it is wanted: a parsed document is many times as large as its text, and few are looked at twice.

/**
 * Gives what `make` makes, and the same again for as long as that is in memory anyway: nothing is kept for the sake of the
 * one who may ask. `first` is given where there is one already.
 */
export function madeAgain<T extends object>(make: () => T, first?: T): () => T {
  let held = first && new WeakRef(first);
  return () => {
    const present = held?.deref();
    if (present) return present;
    const made = make();
    held = new WeakRef(made);
    return made;
  };
}
