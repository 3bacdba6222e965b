// The frame of every page: head with autodiscovery, header, main, footer. Plain HTML, no script.

import { raw } from 'hono/html';
import type { Child } from 'hono/jsx';
import { absolute, type Site } from '../archive/site.ts';
import { formatFeedAddress, MAIN, type Selection } from '../feeds/addresses.ts';
import { FORMATS, type Format } from '../feeds/formats.ts';
import { selectionTitle } from '../feeds/open-feed.ts';

interface LayoutProps {
  readonly site: Site;
  /** Left out on the home page. */
  readonly title?: string;
  readonly description: string;
  readonly lang: string;
  /** Address of the page; a page without one (a 404) asks not to be indexed. */
  readonly canonical?: string;
  /** The feeds that matter here, the most fitting first and in all formats: readers take the first that they find. */
  readonly selections: readonly Selection[];
  readonly children: Child;
}

// Kept with the page: one request shows everything, and a stored page stays readable.
const STYLE = `
:root { color-scheme: light dark; }
body { margin: 0 auto; max-width: 42rem; padding: 1rem; font: 1.0625rem/1.6 system-ui, sans-serif; overflow-wrap: break-word; }
header, footer { padding-block: 1rem; }
nav ul { display: flex; flex-wrap: wrap; gap: 0 1rem; list-style: none; margin: 0; padding: 0; }
img, video, audio, iframe { max-width: 100%; }
img, video { height: auto; }
figure { margin-inline: 0; }
.anchor:not(:hover, :focus-visible) { color: inherit; text-decoration: none; }
pre, table { display: block; max-width: 100%; overflow-x: auto; }
pre { padding: 0.75rem; border: 1px solid; }
.hljs-comment, .hljs-quote { opacity: 0.7; font-style: italic; }
.hljs-keyword, .hljs-selector-tag, .hljs-name, .hljs-section { color: light-dark(#8a1c5b, #ff9ad1); }
.hljs-string, .hljs-regexp, .hljs-addition { color: light-dark(#0b5c2e, #8fe3ac); }
.hljs-number, .hljs-literal, .hljs-built_in, .hljs-attr, .hljs-attribute { color: light-dark(#0a4b91, #9ecbff); }
.hljs-title, .hljs-strong { font-weight: 600; }
th, td { padding: 0.25rem 0.75rem 0.25rem 0; text-align: start; }
`;

export function Layout({ site, title, description, lang, canonical, selections, children }: LayoutProps) {
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
        {site.icon === undefined ? null : <link rel="icon" href={site.icon} />}
        <style>{raw(STYLE)}</style>
      </head>
      <body>
        <header lang={site.language}>
          <a href="/" rel="home">
            {site.title}
          </a>
        </header>
        <main>{children}</main>
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
                <a href="/feeds">All feeds</a>
              </li>
            </ul>
          </nav>
          {site.rights === undefined ? null : <p>{site.rights}</p>}
        </footer>
      </body>
    </html>
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
