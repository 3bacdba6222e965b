// Link headers: what belongs to a document, for programs that read no further than the headers (RFC 8288).

export interface Link {
  /** Absolute. */
  readonly href: string;
  readonly rel: 'self' | 'hub' | 'alternate' | 'canonical';
  /** Media type of what the link leads to. */
  readonly type?: string;
}

export function formatLinks(links: readonly Link[]): string {
  return links.map(formatLink).join(', ');
}

function formatLink({ href, rel, type }: Link): string {
  // Written out as a URL: a header takes no letters beyond ASCII, and the owner may have typed some.
  const target = new URL(href).href.replaceAll('>', '%3E');
  return `<${target}>; rel="${rel}"${type === undefined ? '' : `; type="${type}"`}`;
}
