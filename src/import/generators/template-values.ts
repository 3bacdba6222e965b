// Template values: `{{ page.date | date: "%Y/%m" }}` in the permalinks of Eleventy, for the variables and filters that
// have one plain meaning. Everything else makes an address unknown.

import type { Temporal } from 'temporal-polyfill';
import { slugifyOf, slugOf } from './filter-slugs.ts';
import { type Data, valueAt } from './site-folder.ts';

interface Values {
  readonly data: Data;
  readonly date: (moment: number) => Temporal.ZonedDateTime;
}

/** The text with every `{{ … }}` filled in; undefined when one of them is not known, or there are tags. */
export function fillTemplate(template: string, values: Values): string | undefined {
  if (template.includes('{%')) return undefined;
  let isKnown = true;
  const filled = template.replace(/\{\{-?([^{}]*)-?\}\}/g, (_, expression: string) => {
    const value = valueOfExpression(expression, values);
    if (value === undefined) isKnown = false;
    return value ?? '';
  });
  return isKnown && !filled.includes('{{') ? filled : undefined;
}

function valueOfExpression(expression: string, values: Values): string | undefined {
  const [name = '', ...filters] = expression.split('|').map((each) => each.trim());
  const literal = /^(["'])(.*)\1$/.exec(name)?.[2];
  const [first, ...alternatives] = name.split(/\s+or\s+/);
  let value: unknown = literal;
  for (const each of [first ?? '', ...alternatives]) value ??= valueAt(values.data, ...each.split('.'));
  for (const filter of filters) {
    if (value === undefined) return undefined;
    value = apply(filter, value, values);
  }
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
}

function apply(filter: string, value: unknown, { date }: Values): unknown {
  const [, name = '', argument = ''] =
    /^(\w+)\s*(?::\s*(.*)|\((.*)\))?$/s.exec(filter)?.map((each) => each ?? '') ?? [];
  const format = (argument || (/\((.*)\)$/s.exec(filter)?.[1] ?? '')).replace(/^(["'])(.*)\1$/, '$2');
  if (name === 'slug') return slugOf(String(value));
  if (name === 'slugify' || name === 'url_slug') return slugifyOf(String(value));
  if (/^(?:downcase|lower)$/.test(name)) return String(value).toLowerCase();
  if (/^(?:upcase|upper)$/.test(name)) return String(value).toUpperCase();
  if (name === 'safe' || name === 'trim') return String(value).trim();
  const moment = value instanceof Date ? value.getTime() : Date.parse(String(value));
  if (Number.isNaN(moment)) return undefined;
  if (name === 'date') return strftime(format, date(moment));
  return undefined;
}

/** The codes of strftime that addresses have; undefined for another one. */
function strftime(format: string, date: Temporal.ZonedDateTime): string | undefined {
  const two = (value: number) => String(value).padStart(2, '0');
  const codes: Readonly<Record<string, string>> = {
    Y: String(date.year),
    y: two(date.year % 100),
    m: two(date.month),
    d: two(date.day),
    e: String(date.day),
    j: String(date.dayOfYear).padStart(3, '0'),
    H: two(date.hour),
    M: two(date.minute),
    S: two(date.second),
  };
  let isKnown = true;
  const made = format.replace(/%-?(\w)/g, (_, code: string) => {
    const value = codes[code];
    if (value === undefined) isKnown = false;
    return value ?? '';
  });
  return isKnown ? made : undefined;
}
