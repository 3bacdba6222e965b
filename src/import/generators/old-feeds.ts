// Old feeds: the format of a feed that a template makes.

export type FeedFormat = 'rss' | 'atom' | 'json';

/** Undefined for a template that makes no feed. */
export function feedFormatOf(template: string): FeedFormat | undefined {
  if (/<feed\b/.test(template)) return 'atom';
  if (/<rss\b|<rdf:RDF\b/i.test(template)) return 'rss';
  return /jsonfeed\.org\/version/.test(template) ? 'json' : undefined;
}
