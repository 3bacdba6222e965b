// Decoding: which characters the bytes of an XML or JSON document mean. XML 1.0, appendix F; RFC 7303 for the charset.

/** Bytes that are enough for a byte order mark and an XML declaration. */
export const BEGINNING_BYTES = 1024;

/** The label of the encoding: that of a byte order mark, else what the server, else what the document says. */
export function encodingOf(beginning: Uint8Array, charset?: string): string {
  const [a = 0, b = 0, c = 0] = beginning;
  if (a === 0xef && b === 0xbb && c === 0xbf) return 'utf-8';
  if ((a === 0xfe && b === 0xff) || (a === 0 && b === 0x3c)) return 'utf-16be';
  if ((a === 0xff && b === 0xfe) || (a === 0x3c && b === 0)) return 'utf-16le';
  return charset ?? declaredIn(beginning) ?? 'utf-8';
}

function declaredIn(beginning: Uint8Array): string | undefined {
  const ascii = new TextDecoder('latin1').decode(beginning.subarray(0, BEGINNING_BYTES));
  const label = /^\s*<\?xml[^>]*?\sencoding\s*=\s*["']([\w.:-]+)["']/.exec(ascii)?.[1];
  // What can be read as ASCII is in neither of these: a program has written the declaration for another file.
  return label !== undefined && /^(?:utf-?(?:16|32)|ucs-?[24]|unicode)/i.test(label) ? 'utf-8' : label;
}

/**
 * The text, piece by piece, without a byte order mark. Throws an Error with a message for the owner when the encoding is
 * unknown or the bytes are not in it.
 */
export async function* decode(
  bytes: AsyncIterable<Uint8Array>,
  name: string,
  charset?: string,
): AsyncGenerator<string> {
  let decoder: TextDecoder | undefined;
  let waiting: Uint8Array = new Uint8Array();
  let encoding = '';
  const text = (decode: (decoder: TextDecoder) => string): string => {
    encoding ||= encodingOf(waiting, charset);
    decoder ??= decoderFor(encoding, name);
    try {
      return decode(decoder);
    } catch {
      throw new Error(
        `${name}: this is not text in ${encoding}, which it should be; save it as UTF-8, or export it again`,
      );
    }
  };
  for await (const chunk of bytes) {
    if (!decoder && waiting.length + chunk.length < BEGINNING_BYTES) {
      waiting = joined(waiting, chunk);
      continue;
    }
    const next = decoder ? chunk : joined(waiting, chunk);
    if (!decoder) waiting = next;
    yield text((used) => used.decode(next, { stream: true }));
    waiting = new Uint8Array();
  }
  yield text((used) => used.decode(waiting));
}

function decoderFor(encoding: string, name: string): TextDecoder {
  try {
    return new TextDecoder(encoding, { fatal: true });
  } catch {
    throw new Error(`${name}: "${encoding}" is no known character encoding; save it as UTF-8`);
  }
}

function joined(a: Uint8Array, b: Uint8Array): Uint8Array<ArrayBuffer> {
  const both = new Uint8Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}
