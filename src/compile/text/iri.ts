// IRIs: what may stand for an address or an id in a feed (RFC 3987), which is less than browsers take for one.

/** A scheme, a colon, and none of the characters that no IRI may hold as they are. */
export const IRI = /^[a-z][a-z0-9+.-]*:[^\s<>"{}|\\^`]+$/i;

/** An absolute address in the form in which a browser would ask for it, with nothing left in it that is no IRI. */
export function toIri(address: string | URL): string {
  const { href } = new URL(address);
  return href.replace(/[<>"{}|\\^`]/g, encodeURIComponent);
}
