// IRIs (RFC 3987): what may be an address or an id in a feed. Browsers accept more than that.

/** A scheme, a colon, and none of the characters that an IRI may not contain unencoded. */
export const IRI = /^[a-z][a-z0-9+.-]*:[^\s<>"{}|\\^`]+$/i;

/** An absolute address as a browser would request it, with every character that an IRI may not contain encoded. */
export function toIri(address: string | URL): string {
  const { href } = new URL(address);
  return href.replace(/[<>"{}|\\^`]/g, encodeURIComponent);
}

/** A `tag:` IRI (RFC 4151): of an authority, a day such as `2026-11-22`, and a name. It allows only ASCII characters. */
export function tagIri(authority: string, day: string, name: string): string {
  return `tag:${authority},${day}:${encodeURIComponent(name)}`;
}
