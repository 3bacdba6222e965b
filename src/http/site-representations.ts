// The site's own documents as representations: the lists of feeds, and what crawlers, browsers and monitors ask for.

import type { Instant } from '../archive/entry.ts';
import { OPML_MEDIA_TYPE, renderOpml } from '../feeds/opml.ts';
import { FAVICON, FAVICON_CONTENT_TYPE } from '../pages/favicon.ts';
import { renderFeeds } from '../pages/feeds.tsx';
import { PAGE_CONTENT_TYPE } from '../pages/page.ts';
import { type ProblemStatus, renderProblem } from '../pages/problem.tsx';
import { ROBOTS_CONTENT_TYPE, renderRobots } from '../pages/robots.ts';
import { SITE_PATHS } from '../routes/paths.ts';
import { lastingUntil } from './cache-control.ts';
import type { Representation } from './representation.ts';
import type { RepresentationContext } from './representation-context.ts';

export function siteRepresentations({ archive, validators, bodies, links }: RepresentationContext) {
  const { site } = archive;

  /** A document that changes only with the settings and templates. */
  const fixed = (contentType: string, render: () => string): Representation => ({
    contentType,
    validator: validators.site(),
    ...lastingUntil(site),
    body: () => bodies.uncompressed(render),
  });

  return {
    /** The page of all feeds. */
    feeds(now: Instant): Representation {
      const { validator, until } = validators.directory('pages', now);
      const render = () => renderFeeds(site, archive.directoryAt(now));
      return {
        contentType: PAGE_CONTENT_TYPE,
        validator,
        ...lastingUntil(site, until),
        links: links.directory(),
        body: () => bodies.rendered(SITE_PATHS.feeds, validator, render),
      };
    },

    /** All feeds for readers that import lists. */
    opml(now: Instant): Representation {
      const { validator, until } = validators.directory('feeds', now);
      const render = () => renderOpml(site, archive.directoryAt(now));
      return {
        contentType: `${OPML_MEDIA_TYPE}; charset=utf-8`,
        validator,
        ...lastingUntil(site, until),
        links: links.opml(),
        body: () => bodies.rendered(SITE_PATHS.opml, validator, render),
      };
    },

    robots: () => fixed(ROBOTS_CONTENT_TYPE, () => renderRobots(site)),

    favicon: () => fixed(FAVICON_CONTENT_TYPE, () => FAVICON),

    /** Tells monitors that the server answers. */
    health: (): Representation => ({
      contentType: 'text/plain; charset=utf-8',
      cacheControl: () => 'no-store',
      body: () => bodies.uncompressed(() => 'ok\n'),
    }),

    /** A page for people that says why there is no document. */
    problem: (status: ProblemStatus, message: string): Representation => ({
      status,
      contentType: PAGE_CONTENT_TYPE,
      cacheControl: () => 'no-cache',
      body: () => bodies.uncompressed(() => renderProblem(site, status, message)),
    }),
  };
}
