// Front matter defaults of Jekyll: values that _config.yml gives to the files of a folder or a type.

import { type Data, isData, textAt, valueAt } from './site-folder.ts';

/** The defaults for a file, with keys in lower case. The longest path counts, then the later one. */
export function defaultsFor(config: Data, source: string, type: string): Record<string, unknown> {
  const given = valueAt(config, 'defaults');
  return (Array.isArray(given) ? given : [])
    .filter((each) => isData(valueAt(each, 'values')) && applies(valueAt(each, 'scope'), source, type))
    .map((each) => ({ each, length: scopePath(each).length + (textAt(each, 'scope', 'type') ? 0.5 : 0) }))
    .sort((a, b) => a.length - b.length)
    .reduce<Record<string, unknown>>((all, { each }) => {
      for (const [key, value] of Object.entries(valueAt(each, 'values') as Data))
        all[key.toLowerCase()] = value;
      return all;
    }, {});
}

function applies(scope: unknown, source: string, type: string): boolean {
  const wanted = textAt(scope, 'type');
  if (wanted !== undefined && wanted.replace(/^(post|page|draft)$/, '$1s') !== type) return false;
  const path = scopePath({ scope });
  if (path === '') return true;
  if (!path.includes('*')) return source === path || source.startsWith(`${path}/`);
  const pattern = path
    .split('*')
    .map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'))
    .join('[^/]*');
  return new RegExp(`^${pattern}(?:/|$)`).test(source);
}

function scopePath(each: unknown): string {
  return (textAt(each, 'scope', 'path') ?? '').replace(/^\.?\/+|\/+$/g, '').replace(/\*{2,}/g, '*');
}
