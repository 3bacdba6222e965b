// Limits of Cloudflare for static assets: https://developers.cloudflare.com/workers/platform/limits/#static-assets

import { type Report, START } from '../report/findings.ts';

/** Bytes of a file: 25 MiB. */
const LONGEST_FILE = 25 * 1024 * 1024;

/** Files of a deployment. */
export const MOST_FILES_FREE = 20_000;
export const MOST_FILES_PAID = 100_000;

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
