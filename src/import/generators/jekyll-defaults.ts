// Front matter defaults of Jekyll: values that _config.yml gives to the files of a folder or a type.

import { matcherOf } from './globs.ts';
import { type Data, isData, textAt, valueAt } from './site-folder.ts';

interface Scope {
  readonly path: string;
  readonly type: string | undefined;
}

/** The defaults for a file, with keys in lower case. A longer path counts more, then a type, then what is further down. */
export function defaultsFor(config: Data, source: string, type: string): Record<string, unknown> {
  const given = valueAt(config, 'defaults');
  let defaults: Record<string, unknown> = {};
  let strongest: Scope | undefined;
  for (const each of Array.isArray(given) ? given : []) {
    const values = valueAt(each, 'values');
    const scope = scopeOf(each, config);
    if (!isData(values) || !applies(scope, source, type)) continue;
    const own = inLowerCase(values);
    if (strongest === undefined || isStronger(scope, strongest)) {
      defaults = merged(defaults, own);
      strongest = scope;
    } else defaults = merged(own, defaults);
  }
  return defaults;
}

/** The fields of a file over its defaults. An empty field is none, and objects are merged. */
export function merged(
  below: Readonly<Record<string, unknown>>,
  above: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const all = { ...below };
  for (const [key, value] of Object.entries(above)) {
    const before = all[key];
    if (isData(value) && isData(before)) all[key] = merged(before, value);
    else if (value !== null || before === undefined) all[key] = value;
  }
  return all;
}

function inLowerCase(values: Data): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key.toLowerCase(), value]));
}

function scopeOf(each: unknown, config: Data): Scope {
  const path = (textAt(each, 'scope', 'path') ?? '').replace(/^\/|(?<=[^/])\/$/g, '');
  const collections = `${textAt(config, 'collections_dir') ?? ''}/`;
  return {
    path: collections.length > 1 && path.startsWith(collections) ? path.slice(collections.length) : path,
    type: textAt(each, 'scope', 'type')?.replace(/^(post|page|draft)$/, '$1s'),
  };
}

/** Jekyll takes a path as the beginning of a path, even within a name. Two asterisks are one to it, except in `**` + `/`. */
function applies({ path, type: wanted }: Scope, source: string, type: string): boolean {
  if (wanted !== undefined && wanted !== type) return false;
  if (!path.includes('*')) return source.startsWith(path);
  return matcherOf([path.replace(/\*{2,}(?!\/)/g, '*')])(source);
}

function isStronger(scope: Scope, before: Scope): boolean {
  if (scope.path.length !== before.path.length) return scope.path.length > before.path.length;
  return scope.type !== undefined || before.type === undefined;
}
