// Header lines: fields at the beginning of a post that are in no front matter, as Pelican (`Title: A`) and Nikola
// (`.. title: A`) have them. They become front matter, so that everything else reads the post as any other.

import { stringify } from 'yaml';
import { hasFront } from './front.ts';

/** The post with its header of `Name: value` lines as front matter. Lines that are indented go on. */
export function withHeaderAsFront(text: string): string {
  if (hasFront(text)) return text;
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  const fields: [string, string][] = [];
  let at = 0;
  for (; at < lines.length; at += 1) {
    const [, name, value = ''] = /^([A-Za-z][\w-]*):(?:\s+(.*)|)$/.exec(lines[at] ?? '') ?? [];
    const more = /^ {4,}(\S.*)$/.exec(lines[at] ?? '')?.[1];
    const last = fields.at(-1);
    if (name !== undefined) fields.push([name, value.trim()]);
    else if (more !== undefined && last) last[1] += ` ${more}`;
    else break;
  }
  const isHeader = at === lines.length || lines[at]?.trim() === '';
  return isHeader && fields.length > 0 ? withFront(fields, lines.slice(at).join('\n')) : text;
}

/** The post with its `.. name: value` lines as front matter, which may be in a comment of HTML. */
export function withDotsAsFront(text: string): string {
  if (hasFront(text)) return text;
  const header = /^\uFEFF?\s*(?:<!--\s*\n)?((?:\s*\.\. [\w-]+:.*\r?\n|\s*\n)+)(?:\s*-->[^\n]*\n?)?/.exec(
    text,
  );
  const fields = [...(header?.[1] ?? '').matchAll(/^\s*\.\. ([\w-]+):[ \t]*(.*?)\s*$/gm)]
    .map(([, name = '', value = '']): [string, string] => [name, value])
    .filter(([, value]) => value !== '');
  return header && fields.length > 0 ? withFront(fields, `\n${text.slice(header[0].length)}`) : text;
}

/** `tags: a, b` is a list of two. */
const LISTS = new Set(['tags', 'keywords', 'authors']);

function withFront(fields: readonly (readonly [string, string])[], body: string): string {
  const data = fields.map(([written, value]): [string, unknown] => {
    const name = written.toLowerCase();
    return [name, LISTS.has(name) ? listOf(value) : value];
  });
  return `---\n${stringify(Object.fromEntries(data), { lineWidth: 0 })}---\n${body}`;
}

function listOf(value: string): string[] {
  return value
    .split(value.includes(';') ? ';' : ',')
    .map((each) => each.trim())
    .filter((each) => each !== '');
}
