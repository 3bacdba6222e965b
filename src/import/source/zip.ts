// Zip archives as the source of an import. Nothing is unpacked to disk; a file is read when a reader asks for it.

import { crc32 } from 'node:zlib';
import { type Entry, fromBufferPromise, openPromise, type ZipFile } from 'yauzl';
import { byText } from '../../compile/text/text.ts';
import { LARGEST_ARCHIVE, LARGEST_FILE, MOST_FILES, megabytes } from './limits.ts';
import type { TreeSource } from './source.ts';
import { isToolFile } from './tool-files.ts';

/**
 * Throws an Error with a message for the owner when the archive is damaged, is too large, or has a name that leads out of
 * it, such as `../x`. The archive stays open until the process ends.
 */
export async function zipSource(path: string, name: string): Promise<TreeSource> {
  // The file alone must not keep the process running, so it is closed only when it ends.
  return treeOf(await openPromise(path, { autoClose: false }).catch(complain(name)), name);
}

/** A zip archive that is in another one. Throws an Error with a message for the owner, as for one on disk. */
export async function innerZipSource(bytes: Uint8Array, name: string): Promise<TreeSource> {
  return treeOf(await fromBufferPromise(Buffer.from(bytes)).catch(complain(name)), name);
}

async function treeOf(zip: ZipFile, name: string): Promise<TreeSource> {
  const entries = await entriesOf(zip, name).catch(complain(name));
  return {
    kind: 'tree',
    name,
    files: [...entries.keys()].sort(byText),
    changed: (file) => entries.get(file)?.getLastModDate(),
    read: async (file, limit = LARGEST_FILE) => {
      const entry = entries.get(file);
      if (!entry) throw new Error(`${name} has no file ${file}`);
      if (entry.uncompressedSize > limit)
        throw new Error(`${file} has ${megabytes(entry.uncompressedSize)}; the most is ${megabytes(limit)}`);
      return unpack(zip, entry).catch(complain(`${name}, ${file}`));
    },
  };
}

async function entriesOf(zip: ZipFile, name: string): Promise<Map<string, Entry>> {
  const entries = new Map<string, Entry>();
  let size = 0;
  // The library checks each name: none is absolute or has a `..` in it.
  for await (const entry of zip.eachEntry()) {
    if (entry.fileName.endsWith('/') || isToolFile(entry.fileName) || isLink(entry)) continue;
    if (entry.isEncrypted()) throw new Error('it is encrypted; unpack it, and name the folder');
    entries.set(entry.fileName, entry);
    size += entry.uncompressedSize;
    if (entries.size > MOST_FILES) throw new Error(`it has more than ${MOST_FILES} files`);
    if (size > LARGEST_ARCHIVE)
      throw new Error(
        `its files have more than ${megabytes(LARGEST_ARCHIVE)}; unpack it, and name the folder`,
      );
  }
  if (entries.size === 0) throw new Error(`${name} has no files`);
  return entries;
}

/** A symbolic link, whose content is only the path to which it leads. They are not followed, as in a folder. */
function isLink({ externalFileAttributes }: Entry): boolean {
  return ((externalFileAttributes >>> 16) & 0o170000) === 0o120000;
}

/** The bytes of a file. The library ends the stream with an error when there are more than the archive says. */
async function unpack(zip: ZipFile, entry: Entry): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  for await (const chunk of await zip.openReadStreamPromise(entry)) chunks.push(chunk as Buffer);
  const bytes = Buffer.concat(chunks);
  // The library does not compare them.
  if (crc32(bytes) !== entry.crc32) throw new Error('its checksum is another one');
  return bytes;
}

function complain(name: string): (error: Error) => never {
  return ({ message }) => {
    throw new Error(`${name}: this zip archive cannot be read (${message}); download it again`);
  };
}
