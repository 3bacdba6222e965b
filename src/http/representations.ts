// Representations: each document that can be asked for, with its validator known before anything is rendered.

import type { Archive } from '../archive/archive.ts';
import type { Cache } from './cache.ts';
import { encodedBodiesOf } from './encoded-bodies.ts';
import { entryRepresentations } from './entry-representations.ts';
import { feedRepresentations } from './feed-representations.ts';
import { linksOf } from './link-header.ts';
import type { RepresentationContext } from './representation-context.ts';
import { siteRepresentations } from './site-representations.ts';
import { sitemapRepresentations } from './sitemap-representations.ts';
import { validatorsOf } from './validators.ts';

export type Representations = ReturnType<typeof representationsOf>;

/** Functions that give the representation of a document at a moment; those of feeds throw NoSuchFeed. */
export function representationsOf(archive: Archive, cache: Cache) {
  const context: RepresentationContext = {
    archive,
    validators: validatorsOf(archive),
    bodies: encodedBodiesOf(archive, cache),
    links: linksOf(archive.site),
  };
  return {
    ...feedRepresentations(context),
    ...entryRepresentations(context),
    ...siteRepresentations(context),
    ...sitemapRepresentations(context),
  };
}
