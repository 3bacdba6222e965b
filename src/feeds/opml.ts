// OPML 2.0: all feeds of the site in one file, for readers that import subscriptions. http://opml.org/spec2.opml

import type { FeedKey } from '../archive/feed-key.ts';
import { absolute, type Site } from '../archive/site.ts';
import { formatFeedAddress, listingPath, selectionOf } from '../routes/feed-address.ts';
import { FORMATS } from '../routes/formats.ts';
import { selectionTitle } from './selection.ts';
import { element, escapeXml } from './xml.ts';

export const OPML_MEDIA_TYPE = 'text/x-opml';

/** One outline for each feed, in one format only, so that a reader that imports the file shows no entry twice. */
export function renderOpml(site: Site, keys: readonly FeedKey[]): string {
  const [format] = FORMATS;
  const outlines = keys.map((key) => {
    const selection = selectionOf(key);
    const title = selectionTitle(site, selection);
    return element('outline', {
      type: 'rss',
      text: title,
      title,
      xmlUrl: absolute(site, formatFeedAddress({ selection, format })),
      htmlUrl: absolute(site, listingPath(selection)),
    });
  });
  return `<?xml version="1.0" encoding="utf-8"?>
<opml version="2.0">
    <head>
        <title>${escapeXml(site.title)}</title>
        <docs>http://opml.org/spec2.opml</docs>
    </head>
    <body>
        ${outlines.join('\n        ')}
    </body>
</opml>
`;
}
