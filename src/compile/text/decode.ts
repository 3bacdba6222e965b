// Decoding: bytes and percent-encoded text that somebody else wrote, and that may not be what they should be.

/** Undefined when the bytes are not UTF-8. A byte order mark at the start is removed. */
export function decodeUtf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** Undefined when a percent sign does not begin the encoding of a character in UTF-8 (RFC 3986, section 2.1). */
export function decodePercent(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
