// Places: where each token is in the body. The parser does not say, but tokens come in the order of the text.

import type { Token, Tokens } from 'marked';
import type { HtmlPiece } from '../html/raw-html.ts';

export interface Places {
  /** The tokens that hold no others, links and pictures. */
  readonly tokens: Iterable<Token>;
  /** Offset of the address of a link or picture. */
  readonly addressOf: (token: Tokens.Generic) => number;
  /** The lines of a token, each with its offset: in a quote, others stand between them. */
  readonly pieceOf: (token: Tokens.Generic) => HtmlPiece;
}

type Parts = HtmlPiece['parts'];

/** Finds every token of a body, in the order in which its author wrote them. */
export function findPlaces(tokens: readonly Token[], body: string): Places {
  const found = new Map<Token, Parts>();
  const addresses = new Map<Token, number>();
  const definitions = new Map<string, number>();
  let cursor = 0;

  const visit = (token: Tokens.Generic): void => {
    if (token.type === 'footnotes') return;
    const inner = innerTokens(token);
    const isAddressed = token.type === 'link' || token.type === 'image';
    if (inner.length > 0 && !isAddressed) {
      inner.forEach(visit);
      return;
    }
    const parts = findParts(token.raw, body, cursor);
    const [[index, offset] = [0, cursor]] = parts.slice(-1);
    const end = offset + token.raw.trimEnd().length - index;
    found.set(token, parts);
    inner.forEach(visit);
    if (isAddressed) addresses.set(token, addressOf(token, parts[0]?.[1] ?? cursor));
    if (token.type === 'def' && !definitions.has(token.href))
      definitions.set(token.href, behind(/\]:[\s>]*<?/g, body, offset));
    cursor = Math.max(cursor, end);
  };

  /** Behind the text of a link, or behind its picture. */
  const addressOf = ({ raw }: Tokens.Generic, start: number): number => {
    if (/^!?\[/.test(raw))
      return raw.endsWith(')') ? behind(/\]\([\s>]*<?/g, body, Math.max(start, cursor)) : start;
    return body[start] === '<' ? start + 1 : start;
  };

  for (const token of tokens) visit(token);
  return {
    tokens: found.keys(),
    addressOf(token) {
      const isReference = /^!?\[[\s\S]*\]$/.test(token.raw);
      return (isReference ? definitions.get(token.href) : undefined) ?? addresses.get(token) ?? 0;
    },
    pieceOf: (token) => ({ html: token.raw, parts: found.get(token) ?? [[0, 0]] }),
  };
}

/** What a token consists of, in the order of the text; footnotes are listed once more where they are shown. */
function innerTokens(token: Tokens.Generic): Token[] {
  if (token.type === 'list') return (token as Tokens.List).items;
  if (token.type === 'footnote') return token.content;
  if (token.type !== 'table') return token.tokens ?? [];
  const { header, rows } = token as Tokens.Table;
  return [header, ...rows].flat().flatMap(({ tokens }) => tokens);
}

function behind(pattern: RegExp, body: string, from: number): number {
  pattern.lastIndex = from;
  return pattern.test(body) ? pattern.lastIndex : from;
}

function findParts(raw: string, body: string, from: number): Parts {
  const whole = body.indexOf(raw, from);
  if (whole >= 0) return [[0, whole]];
  const parts: (readonly [number, number])[] = [];
  let cursor = from;
  for (const { 0: line, index } of raw.matchAll(/[^\n]+/g)) {
    const trimmed = line.trim();
    const offset = trimmed === '' ? -1 : body.indexOf(trimmed, cursor);
    if (offset < 0) continue;
    const indent = line.indexOf(trimmed);
    parts.push(parts.length === 0 ? [0, offset - indent - index] : [index, offset - indent]);
    cursor = offset + trimmed.length;
  }
  return parts.length > 0 ? parts : [[0, from]];
}
