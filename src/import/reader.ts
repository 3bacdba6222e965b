// The reader: what reads the export or the folder of one program.

import type { Imported } from './imported.ts';
import type { DocumentSource, Source } from './source/source.ts';

/** What a reader may use besides the source. */
export interface ReadContext {
  /** The address of the old site, if the owner gave one with `--origin`: scheme and host. */
  readonly origin?: string;
  /** The feed that readers have now, if the owner gave it with `--feed`. */
  readonly oldFeed?: Imported;
  /** Sends requests, for feeds that have several pages. */
  readonly fetch: typeof fetch;
  /** Called with the number of posts that have been read. */
  readonly progress: (read: number) => void;
}

export interface Reader {
  /** For messages: `WordPress export`. */
  readonly name: string;
  /** Whether it can read this source. It looks at the names of files and the beginning of a document. */
  readonly recognises: (source: Source) => boolean | Promise<boolean>;
  /** Throws an Error with a message for the owner when the source cannot be read. */
  readonly read: (source: Source, context: ReadContext) => Promise<Imported>;
  /** Reads the parts of one export, of which one may need what is in another. */
  readonly readParts?: (parts: readonly DocumentSource[], context: ReadContext) => Promise<Imported>;
}
