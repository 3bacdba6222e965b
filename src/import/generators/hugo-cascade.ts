// Cascades in Hugo: fields that a section, or the configuration, gives to the pages below it.

import { globOf } from './globs.ts';
import { type Data, isData, textAt, valueAt } from './site-folder.ts';

/** What a cascade is asked for. */
export interface CascadePage {
  /** Its path in the folder of content, without the ending. */
  readonly path: string;
  readonly kind: 'page' | 'section';
  readonly language: string;
}

type Fields = Readonly<Record<string, unknown>>;

/** A page's own fields, completed by the cascades: the nearest section first, the configuration last. */
export function withCascades(own: Fields, page: CascadePage, cascades: readonly unknown[]): Fields {
  const found = cascades
    .flatMap((cascade) => (Array.isArray(cascade) ? cascade : [cascade]))
    .filter((each) => isData(each) && matches(targetOf(each), page))
    .flatMap((each) => [each as Data, valueAt(each, 'params')])
    .filter(isData);
  const fields: Record<string, unknown> = { ...own };
  for (const values of found)
    for (const [key, value] of Object.entries(values)) {
      const name = key.toLowerCase();
      if (!NOT_FIELDS.has(name) && !(name in fields)) fields[name] = value;
    }
  return fields;
}

const NOT_FIELDS = new Set(['target', '_target', 'params', 'path', 'kind', 'lang', 'cascade']);

function targetOf(cascade: unknown): unknown {
  return valueAt(cascade, 'target') ?? valueAt(cascade, '_target');
}

function matches(target: unknown, { path, kind, language }: CascadePage): boolean {
  const isMatch = (key: string, ...values: string[]) => {
    const pattern = textAt(target, key);
    return (
      pattern === undefined || values.some((value) => globOf(pattern.toLowerCase())?.test(value) === true)
    );
  };
  const logical = `/${path.toLowerCase()}`;
  return (
    isMatch('path', logical, logical.replaceAll(' ', '-'), `${logical}.md`) &&
    isMatch('kind', kind) &&
    isMatch('lang', language.toLowerCase()) &&
    isMatch('environment', 'production')
  );
}
