// A listing: the newest entries of a feed, each with its summary. The home page is the listing of the main feed.

import type { Entry } from '../archive/entry.ts';
import { absolute, type Site } from '../archive/site.ts';
import { selectionTitle } from '../feeds/selection.ts';
import { listingPath, MAIN, type Selection } from '../routes/feed-address.ts';
import { SITE_PATHS } from '../routes/paths.ts';
import { Teasers } from './entry-parts.tsx';
import { Layout } from './layout.tsx';
import { writePage } from './page.ts';

export function renderListing(site: Site, selection: Selection, entries: readonly Entry[]): string {
  const path = listingPath(selection);
  const isHome = path === SITE_PATHS.home;
  const names = selection.all.map(({ name }) => name).join(' + ');
  return writePage(
    <Layout
      site={site}
      {...(!isHome && { title: names })}
      description={site.description}
      lang={site.language}
      canonical={absolute(site, path)}
      selections={isHome ? [MAIN] : [selection, MAIN]}
    >
      <h1>{selectionTitle(site, selection)}</h1>
      <p>{site.description}</p>
      <Teasers entries={entries} />
    </Layout>,
  );
}
