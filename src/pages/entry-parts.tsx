// Parts that show an entry on more than one page.

import { type Entry, entryLabel } from '../archive/entry.ts';

/** The day of publication, for people and machines. */
export function PublishedOn({ entry }: { entry: Entry }) {
  return (
    <time class="dt-published" datetime={new Date(entry.published).toISOString()}>
      {entry.day}
    </time>
  );
}

/** Entries in short, in the order given. */
export function Teasers({ entries }: { entries: readonly Entry[] }) {
  if (entries.length === 0) return <p>Nothing is published here at the moment.</p>;
  return (
    <>
      {entries.map((entry) => (
        <Teaser entry={entry} />
      ))}
    </>
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
