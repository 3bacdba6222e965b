// Addresses with a query, such as `/?p=12`: the permalinks of older software, which an alias can name.

/** The address of a decoded path with a query: its parameters are in one order, because servers ignore their order. */
export function withQuery(path: string, query: URLSearchParams): string {
  if (query.size === 0) return path;
  const sorted = new URLSearchParams(query);
  sorted.sort();
  return `${path}?${sorted}`;
}

/** The names of the parameters of an address; none when it has no query. A written query contains no question mark. */
export function parametersOf(address: string): string[] {
  const mark = address.lastIndexOf('?');
  return mark === -1 ? [] : [...new URLSearchParams(address.slice(mark + 1)).keys()];
}

/**
 * The address of a request, with only those parameters that `names` contains: a newsletter may have added others.
 * Undefined when it has none of them.
 */
export function addressWith(
  path: string,
  query: URLSearchParams,
  names: readonly string[],
): string | undefined {
  const named = [...query].filter(([name]) => names.includes(name));
  return named.length === 0 ? undefined : withQuery(path, new URLSearchParams(named));
}
