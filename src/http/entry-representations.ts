// Entries as representations: the page of an entry, and the author's Markdown.

import type { Address } from '../archive/address-table.ts';
import type { Entry } from '../archive/entry.ts';
import { renderEntry } from '../pages/entry.tsx';
import { PAGE_CONTENT_TYPE } from '../pages/page.ts';
import { MARKDOWN_MEDIA_TYPE, markdownPath } from '../routes/paths.ts';
import { lastingUntil } from './cache-control.ts';
import type { Representation } from './representation.ts';
import type { RepresentationContext } from './representation-context.ts';

export function entryRepresentations({ archive, validators, bodies, links }: RepresentationContext) {
  const { site } = archive;

  const read = async ({ position }: Address): Promise<Entry> => {
    const [entry] = await archive.entries([position]);
    if (!entry) throw new Error(`there is no entry at position ${position}`);
    return entry;
  };

  return {
    entry(address: Address): Representation {
      const path = archive.path(address.position);
      const validator = validators.entry(address.position, 'pages');
      return {
        contentType: PAGE_CONTENT_TYPE,
        validator,
        ...lastingUntil(site),
        links: links.entry(path),
        body: () => bodies.rendered(path, validator, async () => renderEntry(site, await read(address))),
      };
    },

    /** The author's Markdown. */
    markdown(address: Address): Representation {
      const path = archive.path(address.position);
      const validator = validators.entry(address.position, 'feeds');
      const render = async () => `${(await read(address)).markdown}\n`;
      return {
        contentType: `${MARKDOWN_MEDIA_TYPE}; charset=utf-8`,
        validator,
        ...lastingUntil(site),
        links: links.markdown(path),
        body: () => bodies.rendered(markdownPath(path), validator, render),
      };
    },
  };
}
