// Warnings about fields that are valid, but may not say what their author meant.

import type { Instant } from '../../archive/entry.ts';
import type { Report } from '../report/findings.ts';
import type { CheckedSettings } from '../settings/settings.ts';
import { didYouMean } from '../text/did-you-mean.ts';
import { findForbidden, leftOut, oneLine } from '../text/text.ts';
import { insteadOf } from './dates.ts';
import { type NamedFields, OWN_NAMES } from './field-names.ts';
import { type Item, type Path, valueAt } from './field-reader.ts';
import type { FieldValues } from './field-values.ts';

/** Reports a time that the clocks skip, in a field that is a valid date. */
export function reportSkippedTime(
  { path }: Item<Instant>,
  { data, placeOf }: FieldValues,
  { timeZone, dialect }: CheckedSettings,
  report: Report,
): void {
  const typed = valueAt(data, path);
  const used = typeof typed === 'string' ? insteadOf(typed, timeZone, dialect) : undefined;
  if (used === undefined) return;
  const message = `${path.join('.')} "${typed}" is a time that does not exist in ${timeZone}, because the clocks skip it; ${used} is used instead`;
  report('warning', placeOf(path), message);
}

export function reportUnknown(front: FieldValues, { unknown }: NamedFields, report: Report): void {
  for (const path of unknown) {
    const name = oneLine(path.join('.'));
    const meant = path.length === 1 ? didYouMean(OWN_NAMES, name) : undefined;
    const advice = meant === undefined ? '' : `; did you mean ${meant}?`;
    report('warning', front.placeOf(path), `${name} is not a field that Longwave knows${advice}`);
  }
}

/** In quotes, YAML can escape characters that the file itself does not have: `"\u0008"`. */
export function reportForbidden(front: FieldValues, value: unknown, path: Path, report: Report): void {
  if (typeof value === 'string') {
    for (const { name } of findForbidden(value)) report('warning', front.placeOf(path), leftOut(name));
  } else if (typeof value === 'object' && value !== null) {
    const isList = Array.isArray(value);
    for (const [key, member] of Object.entries(value)) {
      reportForbidden(front, member, [...path, isList ? Number(key) : key], report);
    }
  }
}
