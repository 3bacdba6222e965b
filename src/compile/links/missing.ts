// What is missing: how findings about it are summed up, and what they say of drafts.

import mime from 'mime';
import type { FindingKind } from '../report/kinds.ts';

/** Whether an address that leads nowhere is that of a post or page, or of a picture or another file. */
export function kindOfMissing(address: string): FindingKind {
  const type = mime.getType(address.replace(/[?#].*$/s, '')) ?? 'text/html';
  return /^text\/(?:html|markdown)$/.test(type) ? 'dead link' : 'missing file';
}

export function draftMessage(typed: string): string {
  return `"${typed}" is a draft, which readers cannot see; publish it or remove the link`;
}
