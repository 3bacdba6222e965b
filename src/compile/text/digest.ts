// Digests: by them the lock and the validators know whether anything has changed.

import { createHash } from 'node:crypto';

const CHARACTERS = 16;

/** Sixteen characters of the SHA-256 of some texts. */
export function digestOf(parts: readonly (string | undefined)[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64url').slice(0, CHARACTERS);
}
