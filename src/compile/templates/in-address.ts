// Addresses: whether what is written next belongs to the address of a link or picture.

import type { Rewriting } from './rewriting.ts';

const LONGEST_ADDRESS = 300;
const BEGINNING = /(?:\]\(<?|\b(?:href|src|srcset|poster|cite|data|content)=["']?|\]:[ \t]*<?)$/i;
const LONGEST_BEGINNING = 20;

/** Whether a text ends within an address, in Markdown or in HTML. */
export function isInAddress(out: Rewriting): boolean {
  const tail = out.tail(LONGEST_ADDRESS);
  let start = tail.length;
  while (start > 0 && !/[\s"'<>()]/.test(tail[start - 1] ?? '')) start -= 1;
  return BEGINNING.test(tail.slice(Math.max(0, start - LONGEST_BEGINNING), start));
}

/** Syntax that has no meaning, as a part of an address. There, it makes the check of links report and remove the link. */
export function unread(typed: string): string {
  return encodeURIComponent(typed.replace(/^(\{(?:\{[<%]?|%))[-~]?\s*/, '$1 '));
}
