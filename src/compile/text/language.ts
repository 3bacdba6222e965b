// Language tags (BCP 47): which are well formed, and the canonical form of each.

export function isLanguage(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length === 1;
  } catch {
    return false;
  }
}

/** `PT-br` as `pt-BR`. Throws a RangeError for a tag that is not well formed. */
export function canonicalLanguage(tag: string): string {
  return Intl.getCanonicalLocales(tag)[0] ?? tag;
}
