// The page for an address that is malformed, that does not exist, or whose entry was removed.

import type { Site } from '../archive/site.ts';
import { MAIN } from '../routes/feed-address.ts';
import { SITE_PATHS } from '../routes/paths.ts';
import { Layout } from './layout.tsx';
import { writePage } from './page.ts';

const TITLES = { 400: 'Bad request', 404: 'Not found', 410: 'Gone' } as const;

export type ProblemStatus = keyof typeof TITLES;

export function renderProblem(site: Site, status: ProblemStatus, message: string): string {
  return writePage(
    <Layout site={site} title={TITLES[status]} description={message} lang={site.language} selections={[MAIN]}>
      <h1>{TITLES[status]}</h1>
      <p>{message}</p>
      <p>
        Try <a href={SITE_PATHS.home}>the newest entries</a> or{' '}
        <a href={SITE_PATHS.feeds}>the list of feeds</a>.
      </p>
    </Layout>,
  );
}
