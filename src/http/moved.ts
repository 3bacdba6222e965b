// The app at the old address of a site that has moved: it redirects every address to the same one at the new origin. It
// needs no archive, so nothing in posts/ can break it.

import { Hono } from 'hono/quick';
import { SITE_PATHS } from '../routes/paths.ts';
import { methodNotAllowed, preflight } from './methods.ts';
import { addressOf, pathOf } from './request-address.ts';
import { redirect, sayPlainly } from './respond.ts';

/** How long a redirect may be kept. Without a limit, browsers keep it for ever, and no site could move back. */
const AN_HOUR = 'public, max-age=3600';

/**
 * The status is 301, although 308 is as permanent: rss2email learns a new address from no other status, and urllib of
 * Python before 3.11 does not follow 308.
 */
const MOVED_PERMANENTLY = 301;

/** Redirects to `movedTo`, a scheme and a host. Throws an Error when it is anything else. */
export function createMovedApp(movedTo: string | undefined) {
  const origin = originOf(movedTo);
  const { host } = new URL(origin);
  const app = new Hono({ getPath: ({ url }) => pathOf(addressOf(url)) });

  // For the monitor of this worker; the new site has its own.
  app.get(SITE_PATHS.health, () => sayPlainly(200, 'ok'));

  app.get('*', ({ req: { url } }) =>
    new URL(url).host === host
      ? sayPlainly(500, 'This site is set to redirect to itself.')
      : redirect(MOVED_PERMANENTLY, origin + addressOf(url), AN_HOUR),
  );

  app.options('*', preflight);
  app.notFound(methodNotAllowed);
  return app;
}

function originOf(movedTo = ''): string {
  const url = URL.canParse(movedTo) ? new URL(movedTo) : undefined;
  if (!url || !/^https?:$/.test(url.protocol) || url.href !== `${url.origin}/`) {
    throw new Error(`MOVED_TO "${movedTo}" must be only a scheme and a host, such as https://new.example`);
  }
  return url.origin;
}
