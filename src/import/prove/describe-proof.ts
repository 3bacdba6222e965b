// The proof in words: what is set aside, what the compiler warns of, and how the feeds compare.

import { describeComparison } from '../compare/describe.ts';
import { type ProvenPlan, REASONS, SET_ASIDE } from './prove-plan.ts';

const MOST_LINES = 25;

/** The lines of the proof for the report. */
export function describeProof(
  { setAside, warnings, comparison, settings }: ProvenPlan,
  isWritten: boolean,
): string[] {
  const posts = setAside.filter(({ path }) => path.startsWith('posts/'));
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
    ...(warnings.length > 0
      ? [
          '',
          `${warnings.length} ${warnings.length === 1 ? 'warning' : 'warnings'}; npm run check lists ${warnings.length === 1 ? 'it' : 'them'}.`,
        ]
      : []),
    ...(comparison ? ['', ...describeComparison(comparison)] : []),
  ];
}
