// The time zone of a site, from dates that a source gives both locally and as a moment.

import type { Instant } from '../../archive/entry.ts';

/** A local time such as `2015-01-28 10:00:00`, and the moment that it is. */
export interface ZonedSample {
  readonly local: string;
  readonly moment: Instant;
}

/** The sample in a date with an offset, such as `Wed, 28 Jan 2015 10:00:00 -0600`; undefined without a numeric one. */
export function sampleOf(date: string, moment: Instant): ZonedSample | undefined {
  const [, sign, hours, minutes] =
    /\d([+-])(\d\d):?(\d\d)$/.exec(date.replace(/\s+(?=[+-]\d{4}$)/, '').trim()) ?? [];
  if (sign === undefined) return undefined;
  const offset = Number(`${sign}1`) * (Number(hours) * 60 + Number(minutes));
  const local = new Date(moment + offset * 60_000).toISOString().slice(0, 19).replace('T', ' ');
  return { local, moment };
}

/** Of zones that fit equally, these are tried first, because most people know them. */
const WELL_KNOWN = [
  'UTC Europe/London Europe/Berlin Europe/Paris Europe/Helsinki Europe/Moscow America/New_York America/Chicago',
  'America/Denver America/Los_Angeles America/Sao_Paulo Asia/Kolkata Asia/Shanghai Asia/Tokyo Australia/Sydney',
  'Pacific/Auckland',
].flatMap((line) => line.split(' '));

/** Samples that are enough to tell zones apart: summer and winter of several years. */
const MOST_SAMPLES = 60;

/** The share of samples that must fit. Plugins and earlier imports have left wrong dates in many sites. */
const ENOUGH = 0.9;

/** The zone in which nearly all samples are true; undefined when there are none, or no zone fits. */
export function timeZoneOf(samples: readonly ZonedSample[]): string | undefined {
  if (samples.length === 0) return undefined;
  const step = Math.max(1, Math.floor(samples.length / MOST_SAMPLES));
  const chosen = samples.filter((_, index) => index % step === 0);
  return [...WELL_KNOWN, ...Intl.supportedValuesOf('timeZone')].find(
    (zone) => fitting(zone, chosen) >= ENOUGH * chosen.length,
  );
}

function fitting(zone: string, samples: readonly ZonedSample[]): number {
  const format = new Intl.DateTimeFormat('sv-SE', {
    timeZone: zone,
    dateStyle: 'short',
    timeStyle: 'medium',
  });
  return samples.filter(({ local, moment }) => format.format(moment) === local).length;
}
