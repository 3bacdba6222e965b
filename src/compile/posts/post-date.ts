// The date of a post that has none in its front matter: from the name of its file or folders, or from its address.

import type { Instant } from '../../archive/entry.ts';
import { type Report, START } from '../report/findings.ts';
import { parseDate } from './dates.ts';
import type { CheckedFields } from './fields.ts';
import { dateInPath, type FileName } from './file-name.ts';

/** The moment in the name of a post without a valid `date`. Undefined, and reported, when there is none. */
export function undatedMoment(
  { hasDate, draft, fields }: CheckedFields,
  name: FileName,
  timeZone: string,
  report: Report,
): Instant | undefined {
  // A wrong date has been reported; calling it missing as well would mislead.
  if (hasDate) return undefined;
  // The addresses of many blogs have dates, and one that the author wrote may be more exact than the name of the file.
  const inPermalink = dateInPath(fields?.permalink?.address ?? '');
  const date = [name.date, inPermalink].find((each) => each && !isMonth(each)) ?? name.date ?? inPermalink;
  // A draft needs no date yet.
  if ((draft || name.isDraft) && date === undefined) return 0;
  return dateOfName(date, timeZone, report);
}

function isMonth(date: string): boolean {
  return /^\d{4}-\d{2}$/.test(date);
}

function dateOfName(date: string | undefined, timeZone: string, report: Report): Instant | undefined {
  if (date === undefined) {
    const remedy = 'add a line such as `date: 2026-11-22`, or put the date at the start of the file name';
    report('error', START, `the post has no date; ${remedy}`);
    return undefined;
  }
  if (isMonth(date)) report('warning', START, ONLY_A_MONTH);
  try {
    return parseDate(isMonth(date) ? `${date}-01` : date, timeZone);
  } catch (error) {
    report('error', START, `the file name begins with a date, but ${(error as Error).message}`);
    return undefined;
  }
}

const ONLY_A_MONTH =
  'the file name has a month and no day, so the post has the first day of the month; add a line such as `date: 2026-11-22`';
