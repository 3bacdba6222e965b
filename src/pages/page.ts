// A page: its markup as an HTML document.

import type { JSX } from 'hono/jsx/jsx-runtime';

export const PAGE_CONTENT_TYPE = 'text/html; charset=utf-8';

export function writePage(markup: JSX.Element): string {
  return `<!doctype html>\n${markup}\n`;
}
