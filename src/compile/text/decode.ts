// Decoding: the bytes of a file, which may not be text.

/** Undefined when the bytes are not UTF-8. A byte order mark at the start is removed. */
export function decodeUtf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
