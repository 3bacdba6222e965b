// The address of a request: path and query exactly as the client sent them. The host is left out, because a client can
// choose it freely.

/** Path and query, percent-encoded: they keep a line of the log to one line. */
export function addressOf(url: string): string {
  return url.slice(url.indexOf('/', url.indexOf('://') + 3));
}

/** The path of an address. Hono's own getPath decodes some of it. */
export function pathOf(address: string): string {
  const query = address.indexOf('?');
  return query === -1 ? address : address.slice(0, query);
}
