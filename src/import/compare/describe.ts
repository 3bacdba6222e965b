// The comparison in words: a line for each entry that differs, and one that counts.

import { oneLine } from '../../compile/text/text.ts';
import type { ImportedPost } from '../imported.ts';
import type { ComparedEntry, Comparison, Difference } from './compare.ts';

/** Entries that are shown with their differences. */
const MOST_ENTRIES = 25;
const LONGEST = 120;

/** The lines of a comparison; the first one counts. */
export function describeComparison({ entries, missing, added }: Comparison): string[] {
  const changed = entries.filter(({ differences }) => differences.length > 0);
  const shown = changed.slice(0, MOST_ENTRIES);
  const total = entries.length + missing.length;
  return [
    `Compared with the old feed: ${summary(entries, missing, added, total)}.`,
    ...shown.flatMap(describeEntry),
    ...(changed.length > shown.length
      ? [`  … and ${changed.length - shown.length} more entries that differ`]
      : []),
    ...limited(
      missing.map(
        (entry) =>
          `  ${labelOf(entry)}: not in the new feed${entry.url === undefined ? '' : ` (${entry.url})`}`,
      ),
    ),
    ...limited(
      added.map(
        (entry) => `  ${labelOf(entry)}: readers will see it as new, because the old feed does not have it`,
      ),
    ),
  ];
}

/** `52 entries: 51 the same for readers, 1 new title`. */
function summary(
  entries: readonly ComparedEntry[],
  missing: readonly ImportedPost[],
  added: readonly ImportedPost[],
  total: number,
): string {
  const same = entries.filter(({ differences }) => differences.length === 0).length;
  const counts = NAMES.flatMap(([what, name]) => {
    const number = entries.filter(({ differences }) => differences.some((each) => each.what === what)).length;
    return number > 0 ? [`${number} with another ${name}`] : [];
  });
  const whole = entries.filter(({ isWhole }) => isWhole).length;
  const rest = [
    ...(whole > 0 ? [`${whole} with the whole text where there was only a part of it`] : []),
    ...counts,
    ...(missing.length > 0 ? [`${missing.length} missing`] : []),
    ...(added.length > 0 ? [`${added.length} new`] : []),
  ];
  return `${total} ${total === 1 ? 'entry' : 'entries'}: ${same} the same for readers${rest.length > 0 ? `, ${rest.join(', ')}` : ''}`;
}

const NAMES: readonly (readonly [Difference['what'], string])[] = [
  ['id', 'id'],
  ['link', 'link'],
  ['title', 'title'],
  ['date', 'date'],
  ['content', 'text'],
];

function describeEntry({ old, differences }: ComparedEntry): string[] {
  return [`  ${labelOf(old)}`, ...differences.map((each) => `    ${describeDifference(each)}`)];
}

function describeDifference({ what, before, after }: Difference): string {
  const [old, fresh] = [quoted(before), quoted(after)];
  if (what === 'id') return `id: ${old} becomes ${fresh}, so readers show it again`;
  if (what === 'content') return `text: where the old feed has ${old}, the new one has ${fresh}`;
  return `${what}: ${old} becomes ${fresh}`;
}

function quoted(text: string): string {
  const line = oneLine(text);
  return line === '' ? 'nothing' : `"${line.length > LONGEST ? `${line.slice(0, LONGEST)}…` : line}"`;
}

function labelOf({ title, url, source }: ImportedPost): string {
  return oneLine(title ?? url ?? source);
}

function limited(lines: readonly string[]): string[] {
  const more = lines.length - MOST_ENTRIES;
  return more > 0 ? [...lines.slice(0, MOST_ENTRIES), `  … and ${more} more`] : [...lines];
}
