// Preparing: what is known now of the main documents, in this edition and those to come, is rendered and compressed
// here, so that no request pays for it. The functions are those of the edge, and so are the bytes.

import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { Archive } from '../archive/archive.ts';
import type { Instant } from '../archive/entry.ts';
import { type Bytes, type PreparedDocument, preparedName } from '../archive/prepared.ts';
import { type FeedAddress, formatFeedAddress, MAIN } from '../feeds/addresses.ts';
import { FORMATS } from '../feeds/formats.ts';
import { openFeed } from '../feeds/open-feed.ts';

/** `best` takes ten times as long as `quick`, for documents a tenth shorter. */
export type Compression = 'best' | 'quick';

const LEVELS: Readonly<Record<Compression, { gzip: number; brotli: number }>> = {
  best: { gzip: constants.Z_BEST_COMPRESSION, brotli: constants.BROTLI_MAX_QUALITY },
  quick: { gzip: constants.Z_BEST_SPEED, brotli: 4 },
};

/** The first documents of the main feed in every format, from `now` until nothing more is scheduled. */
export async function prepareDocuments(
  archive: Archive,
  now: Instant,
  compression: Compression,
): Promise<Map<string, PreparedDocument>> {
  const prepared = new Map<string, PreparedDocument>();
  for (const format of FORMATS) {
    const address: FeedAddress = { selection: MAIN, format };
    for (let moment: Instant | undefined = now; moment !== undefined; ) {
      const { validator, document, until } = openFeed(archive, address, moment);
      const text = format.render(await document());
      prepared.set(
        preparedName(formatFeedAddress(address), validator.etag),
        await compressed(text, compression),
      );
      moment = until;
    }
  }
  return prepared;
}

async function compressed(text: string, compression: Compression): Promise<PreparedDocument> {
  const bytes = Buffer.from(text);
  const level = LEVELS[compression];
  const [zipped, brotli] = await Promise.all([
    promisify(gzip)(bytes, { level: level.gzip }),
    promisify(brotliCompress)(bytes, {
      params: {
        [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
        [constants.BROTLI_PARAM_QUALITY]: level.brotli,
        [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
      },
    }),
  ]);
  return { gzip: zipped as Bytes, brotli: brotli as Bytes };
}
