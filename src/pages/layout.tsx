// The frame of every page: head with autodiscovery, header, main, footer. Plain HTML, no script.

import { raw } from 'hono/html';
import type { Child } from 'hono/jsx';
import { absolute, type Site } from '../archive/site.ts';
import { selectionTitle } from '../feeds/selection.ts';
import { formatFeedAddress, MAIN, type Selection } from '../routes/feed-address.ts';
import { FORMATS, type Format } from '../routes/formats.ts';
import { MARKDOWN_MEDIA_TYPE, SITE_PATHS } from '../routes/paths.ts';
import { STYLE } from './style.ts';

interface LayoutProps {
  readonly site: Site;
  /** Left out on the home page. */
  readonly title?: string;
  readonly description: string;
  readonly lang: string;
  /** Address of the page; a page without one (a 404) asks not to be indexed. */
  readonly canonical?: string;
  /** The relevant feeds, the most relevant first and in all formats: readers take the first that they find. */
  readonly selections: readonly Selection[];
  /** Address of the Markdown that the page was made from. */
  readonly markdown?: string;
  readonly children: Child;
}

export function Layout(props: LayoutProps) {
  const { site, title, description, lang, canonical, selections, markdown, children } = props;
  return (
    <html lang={lang}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{title === undefined ? site.title : `${title} · ${site.title}`}</title>
        <meta name="description" content={description} />
        {canonical === undefined ? (
          <meta name="robots" content="noindex" />
        ) : (
          <link rel="canonical" href={canonical} />
        )}
        {selections.map((selection, number) => (
          <Alternates
            site={site}
            selection={selection}
            formats={number === 0 ? FORMATS : FORMATS.slice(0, 1)}
          />
        ))}
        {markdown === undefined ? null : (
          <link rel="alternate" type={MARKDOWN_MEDIA_TYPE} title="Markdown" href={markdown} />
        )}
        <link rel="icon" href={site.icon ?? site.favicon ?? SITE_PATHS.favicon} />
        <style>{raw(STYLE)}</style>
      </head>
      <body>
        <header lang={site.language}>
          <a href={SITE_PATHS.home} rel="home">
            {site.title}
          </a>
        </header>
        <main>{children}</main>
        <Footer site={site} />
      </body>
    </html>
  );
}

function Footer({ site }: { site: Site }) {
  return (
    <footer lang={site.language}>
      <nav aria-label="Feeds">
        <ul>
          {FORMATS.map((format) => (
            <li>
              <a href={formatFeedAddress({ selection: MAIN, format })} type={format.mediaType}>
                {format.label}
              </a>
            </li>
          ))}
          <li>
            <a href={SITE_PATHS.feeds}>All feeds</a>
          </li>
        </ul>
      </nav>
      {site.rights === undefined ? null : <p>{site.rights}</p>}
    </footer>
  );
}

interface AlternatesProps {
  readonly site: Site;
  readonly selection: Selection;
  readonly formats: readonly Format[];
}

function Alternates({ site, selection, formats }: AlternatesProps) {
  return (
    <>
      {formats.map((format) => (
        <link
          rel="alternate"
          type={format.mediaType}
          title={`${selectionTitle(site, selection)} (${format.label})`}
          href={absolute(site, formatFeedAddress({ selection, format }))}
        />
      ))}
    </>
  );
}
