// The proof in words: what is set aside, what the compiler warns of, and how the feeds compare.

import { describeComparison } from '../compare/describe.ts';
import type { Proof } from './prove.ts';
import { REASONS, SET_ASIDE } from './set-aside.ts';

const MOST_LINES = 25;

/** The lines of the proof for the report. */
export function describeProof(
  { broken, warnings, comparison, settings }: Proof,
  isWritten: boolean,
): string[] {
  const posts = broken.filter(({ path }) => path.startsWith('posts/'));
  return [
    ...(posts.length > 0
      ? [
          '',
          `${isWritten ? 'Set aside' : 'Would set aside'} in ${SET_ASIDE}/, because ${posts.length === 1 ? 'it has an error' : 'they have errors'} (${REASONS} lists all): ${posts.length}`,
          ...posts.slice(0, MOST_LINES).map(({ reason }) => `  ${reason}`),
          ...(posts.length > MOST_LINES ? [`  … and ${posts.length - MOST_LINES} more`] : []),
          `Mend them there, and move them to posts/.`,
        ]
      : []),
    ...(settings.deadLinks === 'warning'
      ? [
          '',
          "Some links lead nowhere, or old addresses lead elsewhere already, as they did before, so deadLinks is 'warning'; npm run check lists them.",
        ]
      : []),
    ...(warnings > 0
      ? [
          '',
          `${warnings} ${warnings === 1 ? 'warning' : 'warnings'}; npm run check lists ${warnings === 1 ? 'it' : 'them'}.`,
        ]
      : []),
    ...(comparison ? ['', ...describeComparison(comparison)] : []),
  ];
}
