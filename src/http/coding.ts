// Content codings: which of the forms that a document is ready in a client takes, and how it gets into one.

import { parseAccept } from 'hono/utils/accept';
import type { Bytes } from '../archive/prepared.ts';

export type Coding = 'br' | 'gzip' | 'identity';

/** The coding that a client prefers, of those that are there, best first (RFC 9110 section 12.5.3). */
export function chooseCoding(acceptEncoding: string | null, available: readonly Coding[]): Coding {
  // Who does not say it may not be able to.
  if (acceptEncoding === null) return 'identity';
  const accepted = new Map<string, number>();
  for (const { type, q } of parseAccept(acceptEncoding)) accepted.set(type.toLowerCase(), q);
  const qualityOf = (coding: Coding) =>
    accepted.get(coding) ??
    (coding === 'gzip' ? accepted.get('x-gzip') : undefined) ??
    (coding === 'identity' ? undefined : accepted.get('*')) ??
    0;
  let chosen: Coding = 'identity';
  let highest = 0;
  for (const coding of available) {
    const quality = qualityOf(coding);
    if (quality > highest) [chosen, highest] = [coding, quality];
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
