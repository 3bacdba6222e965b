// A listing: the newest entries of a feed, each with its summary. The home page is the listing of the main feed.

import { type Entry, entryLabel } from '../archive/entry.ts';
import { absolute, type Site } from '../archive/site.ts';
import { listingPath, MAIN, type Selection } from '../feeds/addresses.ts';
import { selectionTitle } from '../feeds/open-feed.ts';
import { PublishedOn } from './entry-parts.tsx';
import { Layout } from './layout.tsx';
import { writePage } from './page.ts';

export function renderListing(site: Site, selection: Selection, entries: readonly Entry[]): string {
  const path = listingPath(selection);
  const isHome = path === '/';
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
      {entries.length === 0 ? (
        <p>Nothing is published here yet.</p>
      ) : (
        entries.map((entry) => <Teaser entry={entry} />)
      )}
    </Layout>,
  );
}

function Teaser({ entry }: { entry: Entry }) {
  return (
    <article lang={entry.lang}>
      {entry.title === undefined ? null : (
        <h2>
          <a href={entry.path}>{entry.title}</a>
        </h2>
      )}
      <p>{entry.summary}</p>
      <p>
        <a href={entry.path} aria-label={entryLabel(entry)}>
          <PublishedOn entry={entry} />
        </a>
      </p>
    </article>
  );
}
