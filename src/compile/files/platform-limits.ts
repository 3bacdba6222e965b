// Limits of Cloudflare for static assets: https://developers.cloudflare.com/workers/platform/limits/#static-assets

import { type Report, START } from '../report/findings.ts';

/** Bytes of a file: 25 MiB. */
const LONGEST_FILE = 25 * 1024 * 1024;

/** Files of a deployment. */
const MOST_FILES_FREE = 20_000;
const MOST_FILES_PAID = 100_000;

/** Reports a file that could not be deployed. */
export function reportTooLong(length: number, report: Report): void {
  if (length <= LONGEST_FILE) return;
  const megabytes = (length / 1_000_000).toFixed(1);
  report(
    'error',
    START,
    `the file has ${megabytes} MB; Cloudflare takes at most 26.2 MB (25 MiB); make it smaller, or put it on another server and link to it there`,
  );
}

/** Reports so many files that they could not be deployed, or only with a paid plan. */
export function reportTooMany(count: number, report: Report): void {
  const isError = count > MOST_FILES_PAID;
  if (count <= MOST_FILES_FREE) return;
  const limit = isError
    ? `${MOST_FILES_PAID}; put some on another server`
    : `${MOST_FILES_FREE} on its free plan, and ${MOST_FILES_PAID} on others`;
  report(isError ? 'error' : 'warning', START, `there are ${count} files; Cloudflare takes at most ${limit}`);
}
