// Content codings: which of the forms that a document is ready in a client takes, and how it gets into one.

import { parseAccept } from 'hono/utils/accept';
import type { Bytes } from '../archive/prerendered.ts';

export type Coding = 'br' | 'gzip' | 'identity';

/** The coding that a client prefers, of those that are there, best first (RFC 9110 section 12.5.3). */
export function chooseCoding(acceptEncoding: string | null, available: readonly Coding[]): Coding {
  // A client that sends no such header may be unable to decompress.
  if (acceptEncoding === null) return 'identity';
  const qualities = qualitiesIn(acceptEncoding);
  let chosen: Coding = 'identity';
  let highest = 0;
  for (const coding of available) {
    const quality = qualities[coding];
    if (quality > highest) [chosen, highest] = [coding, quality];
  }
  return chosen;
}

type Qualities = Readonly<Record<Coding, number>>;

/** By the header as it was sent: clients write it in few ways, and parsing it costs as much as answering 304. */
const read = new Map<string, Qualities>();
const READ_LIMIT = 100;

function qualitiesIn(acceptEncoding: string): Qualities {
  const known = read.get(acceptEncoding);
  if (known) return known;
  const accepted = new Map<string, number>();
  for (const { type, q } of parseAccept(acceptEncoding)) accepted.set(type.toLowerCase(), q);
  const others = accepted.get('*') ?? 0;
  const qualities = {
    br: accepted.get('br') ?? others,
    gzip: accepted.get('gzip') ?? accepted.get('x-gzip') ?? others,
    identity: accepted.get('identity') ?? 0,
  };
  if (read.size < READ_LIMIT) read.set(acceptEncoding, qualities);
  return qualities;
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
