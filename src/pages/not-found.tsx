// The page for an address where nothing is.

import type { Site } from '../archive/site.ts';
import { Layout } from './layout.tsx';
import { writePage } from './page.ts';

export function renderNotFound(site: Site): string {
  return writePage(
    <Layout
      site={site}
      title="Not found"
      description="There is nothing at this address."
      lang={site.language}
    >
      <h1>Not found</h1>
      <p>
        There is nothing at this address. <a href="/">The newest entries</a> may have what you look for.
      </p>
    </Layout>,
  );
}
