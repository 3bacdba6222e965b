// Digests: a short fingerprint of texts. The lock and the validators compare it to notice a change.

import { createHash } from 'node:crypto';

const CHARACTERS = 16;

/** The first sixteen characters of the SHA-256 of a list of texts, in base64url. */
export function digestOf(parts: readonly (string | undefined)[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64url').slice(0, CHARACTERS);
}
