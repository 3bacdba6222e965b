// Front matter lines: adds fields to a file that stays as its author wrote it in everything else.

import { parse as parseYaml, stringify } from 'yaml';

/** What a field may be given. */
export type FieldValue = string | boolean | readonly string[];

/** The text with these fields at the top of its front matter, in its own notation. A field that is there is replaced. */
export function withFields(text: string, fields: Readonly<Record<string, FieldValue | undefined>>): string {
  const given = Object.entries(fields).filter(
    (entry): entry is [string, FieldValue] => entry[1] !== undefined,
  );
  if (given.length === 0) return text;
  const start = text.startsWith('\uFEFF') ? 1 : 0;
  const lineEnd = /^[^\n]*\r\n/.test(text) ? '\r\n' : '\n';
  const [opening = ''] = text.slice(start).split(/\r?\n/, 1);
  const mark = opening.trimEnd();
  if (mark === '{') return withMembers(text, start, given);
  const isToml = mark === '+++';
  const lines = given.map(([name, value]) =>
    isToml ? `${name} = ${JSON.stringify(value)}` : yamlLine(name, value),
  );
  if (mark !== '---' && !isToml) return ['---', ...lines, '---', '', ''].join(lineEnd) + text.slice(start);
  return inLines(
    text.slice(start),
    mark,
    given.map(([name]) => name),
    lines,
    lineEnd,
  );
}

function yamlLine(name: string, value: FieldValue): string {
  if (typeof value === 'object') return `${name}: [${value.map(yamlText).join(', ')}]`;
  return `${name}: ${typeof value === 'boolean' ? value : yamlText(value)}`;
}

/** Quoted only where YAML would read something else. */
function yamlText(value: string): string {
  const isPlain =
    /^[\p{L}\p{N}/](?:[^\n,[\]{}#:]|:(?=\S))*$/u.test(value) && parseYaml(`a: ${value}`)?.a === value;
  return isPlain ? value : stringify(value, { defaultStringType: 'QUOTE_DOUBLE', lineWidth: 0 }).trimEnd();
}

function inLines(
  text: string,
  mark: string,
  names: readonly string[],
  added: readonly string[],
  lineEnd: string,
): string {
  const [opening = '', ...rest] = text.split(/(?<=\n)/);
  const closing = rest.findIndex(
    (line) => line.trimEnd() === mark || (mark === '---' && line.trimEnd() === '...'),
  );
  if (closing === -1) return text;
  const kept: string[] = [];
  let isReplaced = false;
  let isTop = true;
  // All fields may be indented alike.
  const indent =
    mark === '---'
      ? (/^ *(?=[^\s#])/.exec(rest.slice(0, closing).find((line) => /^ *[^\s#]/.test(line)) ?? '')?.[0] ?? '')
      : '';
  for (const written of rest.slice(0, closing)) {
    const line = written.startsWith(indent) ? written.slice(indent.length) : written;
    const name = /^["']?([\w-]+)["']?\s*[:=]/.exec(line)?.[1];
    if (mark === '+++' && /^\s*\[/.test(line)) isTop = false;
    if (name !== undefined && isTop) isReplaced = names.includes(name.toLowerCase());
    // What follows a field belongs to it while it is indented, or an item of its list.
    else if (mark === '+++' || /^[^\s-]/.test(line)) isReplaced = false;
    if (!isReplaced) kept.push(written);
  }
  return [opening, ...added.map((line) => indent + line + lineEnd), ...kept, ...rest.slice(closing)].join('');
}

/** JSON between braces. A member that is there is taken out first, because the last one of a name counts. */
function withMembers(text: string, start: number, given: readonly (readonly [string, FieldValue])[]): string {
  const opening = text.indexOf('{', start);
  let rest = text.slice(opening + 1);
  for (const [name] of given) {
    const member = new RegExp(
      `("${name}"\\s*:\\s*)(?:"(?:[^"\\\\\\n]|\\\\.)*"|true|false|null|-?[\\d.]+|\\[[^\\]]*\\])\\s*,?`,
      'i',
    );
    const head = rest.slice(0, rest.search(/^\}/m) + 1);
    rest = head.replace(member, '') + rest.slice(head.length);
  }
  const members = given.map(([name, value]) => `\n  ${JSON.stringify(name)}: ${JSON.stringify(value)},`);
  const joined = members.join('') + rest;
  return text.slice(0, opening + 1) + (/^\s*\}/.test(rest) ? joined.replace(/,(\s*\})/, '$1') : joined);
}

/** YAML without the fields that are written again further down: of those, generators take the last. */
export function withoutDoubleFields(text: string): string {
  const lines = text.split(/(?<=\n)/);
  if (!/^\uFEFF?---[ \t]*\r?\n$/.test(lines[0] ?? '')) return text;
  const closing = lines.findIndex((line, index) => index > 0 && /^(?:---|\.\.\.)[ \t]*\r?\n?$/.test(line));
  const names = lines.slice(1, closing).map((line) => /^([A-Za-z_][\w-]*)[ \t]*:(?=\s|$)/.exec(line)?.[1]);
  const last = new Map(names.map((name, index) => [name, index]));
  if (closing === -1 || names.every((name, index) => name === undefined || last.get(name) === index))
    return text;
  let isDropped = false;
  const kept = lines.slice(1, closing).filter((line, index) => {
    const name = names[index];
    if (name !== undefined) isDropped = last.get(name) !== index;
    // A comment or an empty line belongs to no field.
    else if (/^(?:#|\s*$)/.test(line)) return true;
    return !isDropped;
  });
  return [lines[0], ...kept, ...lines.slice(closing)].join('');
}
