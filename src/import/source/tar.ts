// Tar archives as the source of an import, compressed with gzip or not. A tar archive has no directory, so it is read once,
// and the content of its files is kept in a temporary file, from which a file is read when a reader asks for it.

import { randomUUID } from 'node:crypto';
import { createReadStream, openSync, readSync, unlinkSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable, Transform } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { createTarDecoder, type ParsedTarEntry, type TarHeader } from 'modern-tar';
import { byText } from '../../compile/text/text.ts';
import { LARGEST_ARCHIVE, LARGEST_FILE, MOST_FILES, megabytes } from './limits.ts';
import type { TreeSource } from './source.ts';
import { isToolFile } from './tool-files.ts';

/** A file of the archive, and where its content is in the temporary file. */
interface Stored {
  readonly from: number;
  readonly size: number;
  readonly changed: Date | undefined;
}

/**
 * Throws an Error with a message for the owner when the archive is damaged, incomplete or too large, or has a name that leads
 * out of it, such as `../x`. Symbolic links are not followed, as in a folder.
 */
export async function tarSource(path: string, name: string, isCompressed: boolean): Promise<TreeSource> {
  const store = new Store();
  const entries = await readEntries(decompressed(path, isCompressed), store).catch((error: Error) => {
    throw new Error(`${name}: this tar archive cannot be read (${reasonOf(error)}); download it again`);
  });
  if (entries.size === 0) throw new Error(`${name}: this tar archive has no files`);
  return {
    kind: 'tree',
    name,
    files: [...entries.keys()].sort(byText),
    changed: (file) => entries.get(file)?.changed,
    read: async (file, limit = LARGEST_FILE) => {
      const stored = entries.get(file);
      if (!stored) throw new Error(`${name} has no file ${file}`);
      if (stored.size > limit)
        throw new Error(`${file} has ${megabytes(stored.size)}; the most is ${megabytes(limit)}`);
      return store.read(stored);
    },
  };
}

/** The bytes of a file, or those that are compressed in it. At most as many as an archive may have. */
export function decompressed(path: string, isCompressed: boolean, limit = LARGEST_ARCHIVE): Readable {
  const file = createReadStream(path);
  let size = 0;
  const limited = new Transform({
    transform(chunk: Buffer, _, done) {
      size += chunk.length;
      if (size > limit) done(new Error(`it has more than ${megabytes(limit)}`));
      else done(null, chunk);
    },
  });
  const parts = isCompressed ? [createGunzip(), limited] : [limited];
  return parts.reduce<Readable>((from, to) => {
    from.once('error', (error) => to.destroy(error));
    return from.pipe(to);
  }, file);
}

async function readEntries(bytes: Readable, store: Store): Promise<Map<string, Stored>> {
  const entries = new Map<string, Stored>();
  const decoder = createTarDecoder({ strict: true });
  for await (const entry of (Readable.toWeb(bytes) as ReadableStream<Uint8Array>).pipeThrough(decoder)) {
    const stored = await storedOf(entry, entries, store);
    if (stored) entries.set(nameIn(entry.header), stored);
    if (entries.size > MOST_FILES) throw new Error(`it has more than ${MOST_FILES} files`);
  }
  return entries;
}

/** Undefined for what is no file, or no part of a site. */
async function storedOf(
  { header, body }: ParsedTarEntry,
  entries: ReadonlyMap<string, Stored>,
  store: Store,
): Promise<Stored | undefined> {
  const name = nameIn(header);
  if (header.type === 'file' && !name.endsWith('/') && !isToolFile(name))
    return store.add(body, header.mtime);
  await body.cancel();
  // A second name of a file that came before.
  return header.type === 'link' ? entries.get(withoutDot(header.linkname ?? '')) : undefined;
}

/** The path of an entry. Throws an Error for one that leads out of the archive. */
function nameIn({ name }: TarHeader): string {
  const path = withoutDot(name);
  if (/^\/|^[a-z]:|\\|\0/i.test(path)) throw new Error(`absolute path or invalid characters: ${name}`);
  if (path.split('/').includes('..')) throw new Error(`invalid relative path: ${name}`);
  return path;
}

function withoutDot(path: string): string {
  return path.replace(/^(?:\.\/+)+/, '');
}

/** The library and Node name some causes in other words. */
function reasonOf({ message }: Error): string {
  return message === 'unexpected end of file' || message === 'Tar archive is truncated.'
    ? 'it is incomplete'
    : message.replace(/\.$/, '');
}

/** A temporary file that has no name: the system removes it when the process ends. */
class Store {
  readonly #file: number;
  #size = 0;

  constructor() {
    const path = join(tmpdir(), `longwave-${randomUUID()}`);
    this.#file = openSync(path, 'wx+', 0o600);
    unlinkSync(path);
  }

  async add(body: ReadableStream<Uint8Array>, changed: Date | undefined): Promise<Stored> {
    const from = this.#size;
    for await (const chunk of body) {
      let done = 0;
      while (done < chunk.length)
        done += writeSync(this.#file, chunk, done, chunk.length - done, this.#size + done);
      this.#size += chunk.length;
    }
    return { from, size: this.#size - from, changed };
  }

  read({ from, size }: Stored): Uint8Array {
    const bytes = new Uint8Array(size);
    let done = 0;
    while (done < size) {
      const read = readSync(this.#file, bytes, done, size - done, from + done);
      if (read === 0) throw new Error('the temporary file has become shorter');
      done += read;
    }
    return bytes;
  }
}
