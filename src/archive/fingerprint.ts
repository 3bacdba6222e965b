// Fingerprints: 64-bit hashes of texts, the same on every runtime and computed without an asynchronous crypto API.

/**
 * Two 32-bit hashes of UTF-16 code units. `high` is FNV-1a. `low` has another offset and multiplier and mixes at each
 * step, so that the two rarely collide for the same texts. Not cryptographic, because a collision helps no attacker.
 */
export function fingerprint(text: string): { high: number; low: number } {
  let high = 0x811c9dc5;
  let low = 0x9e3779b9;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    high = Math.imul(high ^ unit, 0x01000193);
    low = Math.imul(low ^ unit, 0x85ebca6b);
    low ^= low >>> 15;
  }
  return { high: (high ^ (high >>> 16)) >>> 0, low: (low ^ (low >>> 13)) >>> 0 };
}

/** The fingerprint of several texts as sixteen hexadecimal digits: the opaque part of an entity tag. */
export function fingerprintOf(parts: readonly (string | number)[]): string {
  const { high, low } = fingerprint(parts.join('\n'));
  return high.toString(16).padStart(8, '0') + low.toString(16).padStart(8, '0');
}
