// The home page: the newest entries, each with its summary.

import { type Entry, entryLabel } from '../archive/entry.ts';
import { absolute, type Site } from '../archive/site.ts';
import { PublishedOn } from './entry-parts.tsx';
import { Layout } from './layout.tsx';
import { writePage } from './page.ts';

export function renderHome(site: Site, entries: readonly Entry[]): string {
  return writePage(
    <Layout site={site} description={site.description} lang={site.language} canonical={absolute(site, '/')}>
      <h1>{site.title}</h1>
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
