// Prerendering: renders and compresses the documents of the main feed, now and for every scheduled entry, so that no
// request has to. The edge uses the same functions and would write the same bytes.

import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { Archive } from '../../archive/archive.ts';
import type { Instant } from '../../archive/entry.ts';
import { type Bytes, type PrerenderedDocument, prerenderedName } from '../../archive/prerendered.ts';
import { feedDocumentAt } from '../../feeds/lazy-document.ts';
import { renderFeed } from '../../feeds/render-feed.ts';
import { type FeedAddress, formatFeedAddress, MAIN } from '../../routes/feed-address.ts';
import { FORMATS } from '../../routes/formats.ts';

/** The first documents of the main feed in every format, from `now` until nothing more is scheduled. */
export async function prerenderDocuments(
  archive: Archive,
  now: Instant,
): Promise<Map<string, PrerenderedDocument>> {
  // Compression takes longest, and runs in the background.
  const compressing: Promise<[name: string, PrerenderedDocument]>[] = [];
  for (const format of FORMATS) {
    const address: FeedAddress = { selection: MAIN, format };
    for (let moment: Instant | undefined = now; moment !== undefined; ) {
      const { validator, document, until } = feedDocumentAt(archive, address, moment);
      const text = renderFeed(format, await document());
      const name = prerenderedName(formatFeedAddress(address), validator.etag);
      compressing.push(compressed(text).then((bytes) => [name, bytes]));
      moment = until;
    }
  }
  return new Map(await Promise.all(compressing));
}

async function compressed(text: string): Promise<PrerenderedDocument> {
  const bytes = Buffer.from(text);
  const [zipped, brotli] = await Promise.all([
    promisify(gzip)(bytes, { level: constants.Z_BEST_COMPRESSION }),
    promisify(brotliCompress)(bytes, {
      params: {
        [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
        [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
        [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
      },
    }),
  ]);
  return { gzip: zipped as Bytes, brotli: brotli as Bytes };
}
