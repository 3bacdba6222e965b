// Content encoding: which of the available encodings of a document a client gets (RFC 9110 section 12.5.3).

import { parseAccept } from 'hono/utils/accept';
import type { Bytes } from '../archive/prerendered.ts';

export type Encoding = 'br' | 'gzip' | 'identity';

/** Whether a list without qualities names an encoding. */
const LISTED: Readonly<Record<Encoding, RegExp>> = {
  br: /(?:^|,)\s*(?:br|\*)\s*(?:,|$)/i,
  gzip: /(?:^|,)\s*(?:gzip|x-gzip|\*)\s*(?:,|$)/i,
  identity: /(?:^|,)\s*(?:identity|\*)\s*(?:,|$)/i,
};

/** The encoding that a client prefers among those available, given best first; `identity` when it accepts none. */
export function chooseEncoding(acceptEncoding: string | null, available: readonly Encoding[]): Encoding {
  // A client that sends no such header may be unable to decompress.
  if (acceptEncoding === null) return 'identity';
  // Nearly every client lists only names. Parsing them would cost as much as answering 304.
  if (!acceptEncoding.includes(';'))
    return available.find((encoding) => LISTED[encoding].test(acceptEncoding)) ?? 'identity';
  return highestQuality(acceptEncoding, available);
}

function highestQuality(acceptEncoding: string, available: readonly Encoding[]): Encoding {
  const accepted = new Map(parseAccept(acceptEncoding).map(({ type, q }) => [type.toLowerCase(), q]));
  const others = accepted.get('*') ?? 0;
  const qualities = {
    br: accepted.get('br') ?? others,
    gzip: accepted.get('gzip') ?? accepted.get('x-gzip') ?? others,
    identity: accepted.get('identity') ?? 0,
  };
  let chosen: Encoding = 'identity';
  let highest = 0;
  for (const encoding of available) {
    const quality = qualities[encoding];
    if (quality > highest) [chosen, highest] = [encoding, quality];
  }
  return chosen;
}

export function gzip(bytes: Bytes): Promise<Bytes> {
  return through(bytes, new CompressionStream('gzip'));
}

export function gunzip(bytes: Bytes): Promise<Bytes> {
  return through(bytes, new DecompressionStream('gzip'));
}

async function through(
  bytes: Bytes,
  stream: ReadableWritablePair<Uint8Array<ArrayBuffer>, BufferSource>,
): Promise<Bytes> {
  const piped = new Blob([bytes]).stream().pipeThrough(stream);
  return new Uint8Array(await new Response(piped).arrayBuffer());
}
