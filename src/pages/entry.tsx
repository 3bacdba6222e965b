// The permalink: the page of one entry, with its whole content.

import { raw } from 'hono/html';
import { type Enclosure, type Entry, entryLabel, type Person, type Picture } from '../archive/entry.ts';
import { absolute, type Site } from '../archive/site.ts';
import { listingPath, MAIN, type Selection, selectionOf } from '../routes/feed-address.ts';
import { markdownPath } from '../routes/paths.ts';
import { PublishedOn } from './entry-parts.tsx';
import { Layout } from './layout.tsx';
import { writePage } from './page.ts';

export function renderEntry(site: Site, entry: Entry): string {
  return writePage(
    <Layout
      site={site}
      title={entryLabel(entry)}
      description={entry.summary}
      lang={site.language}
      canonical={absolute(site, entry.path)}
      selections={feedsWith(site, entry)}
      markdown={absolute(site, markdownPath(entry.path))}
    >
      <article class="h-entry" lang={entry.lang}>
        {entry.title === undefined ? null : <h1 class="p-name">{entry.title}</h1>}
        <p>
          <a class="u-url" href={entry.path}>
            <PublishedOn entry={entry} />
          </a>{' '}
          · <Byline authors={entry.authors} />
        </p>
        {entry.link === undefined ? null : <Bookmark link={entry.link} />}
        {entry.image === undefined ? null : <Photo image={entry.image} />}
        <div class="e-content">{raw(entry.contentForPage)}</div>
        {entry.enclosures.map((enclosure) => (
          <Attachment enclosure={enclosure} />
        ))}
        <Tags entry={entry} />
      </article>
    </Layout>,
  );
}

function Byline({ authors }: { authors: readonly Person[] }) {
  return authors.map(({ name, url }, number) => (
    <>
      {number === 0 ? '' : ', '}
      {url === undefined ? (
        <span class="p-author">{name}</span>
      ) : (
        <a class="p-author" href={url}>
          {name}
        </a>
      )}
    </>
  ));
}

function Bookmark({ link }: { link: string }) {
  return (
    <p>
      <a class="u-bookmark-of" href={link}>
        {link}
      </a>
    </p>
  );
}

function Photo({ image: { url, alt = '', width, height } }: { image: Picture }) {
  return <img class="u-photo" src={url} alt={alt} width={width} height={height} decoding="async" />;
}

function Attachment({ enclosure: { url, type, title } }: { enclosure: Enclosure }) {
  return (
    <figure>
      {type.startsWith('audio/') ? <audio controls preload="none" src={url} /> : null}
      {type.startsWith('video/') ? <video controls preload="none" src={url} /> : null}
      <figcaption>
        <a href={url} type={type}>
          {title ?? fileName(url)}
        </a>
      </figcaption>
    </figure>
  );
}

function fileName(url: string): string {
  const { pathname } = new URL(url);
  return pathname.slice(pathname.lastIndexOf('/') + 1);
}

function Tags({ entry: { tags, listed } }: { entry: Entry }) {
  if (tags.length === 0) return null;
  return (
    <ul aria-label="Tags">
      {tags.map((name) => (
        <li>
          {listed ? (
            <a class="p-category" rel="tag" href={listingPath(selectionOf({ kind: 'tag', name }))}>
              {name}
            </a>
          ) : (
            <span class="p-category">{name}</span>
          )}
        </li>
      ))}
    </ul>
  );
}

/** The feeds that have more entries like this one: the main feed, and those of its tags, guest authors and language. */
function feedsWith(site: Site, { listed, tags, authors, lang }: Entry): Selection[] {
  if (!listed) return [MAIN];
  const isGuest = ({ name }: Person) => !site.authors.some((author) => author.name === name);
  const keys = [
    ...tags.map((name) => ({ kind: 'tag' as const, name })),
    ...authors.filter(isGuest).map(({ name }) => ({ kind: 'author' as const, name })),
    ...(lang === site.language ? [] : [{ kind: 'language' as const, name: lang }]),
  ];
  return [MAIN, ...keys.map(selectionOf)];
}
