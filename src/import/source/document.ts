// Documents: one file on disk, or bytes in memory, as the source of an import.

import { createReadStream } from 'node:fs';
import { decode } from './decode.ts';
import { LARGEST_DOCUMENT, megabytes } from './limits.ts';
import type { DocumentSource, TreeSource } from './source.ts';

const HEAD_CHARACTERS = 4096;

/** Throws an Error with a message for the owner when the file cannot be read, or is no text. */
export async function fileDocument(path: string, name: string, size: number): Promise<DocumentSource> {
  if (size > LARGEST_DOCUMENT) throw new Error(describeTooLarge(name, size));
  const bytes = () => createReadStream(path) as AsyncIterable<Uint8Array>;
  return { kind: 'document', name, head: await headOf(bytes(), name), bytes };
}

/** What an address has answered. */
export async function fetchedDocument(
  body: Uint8Array,
  about: Pick<DocumentSource, 'name' | 'url' | 'charset'>,
): Promise<DocumentSource> {
  const bytes = () => once(body);
  return { kind: 'document', ...about, head: await headOf(bytes(), about.name, about.charset), bytes };
}

/** The whole text. Throws an Error with a message for the owner when it is not text. */
export async function textOf(source: DocumentSource): Promise<string> {
  const pieces: string[] = [];
  for await (const piece of decode(source.bytes(), source.name, source.charset)) pieces.push(piece);
  return pieces.join('');
}

export function describeTooLarge(name: string, size: number): string {
  return `${name} has ${megabytes(size)}; the most that is read is ${megabytes(LARGEST_DOCUMENT)}; export it in several parts, and import one after the other`;
}

async function* once(body: Uint8Array): AsyncGenerator<Uint8Array> {
  yield body;
}

async function headOf(bytes: AsyncIterable<Uint8Array>, name: string, charset?: string): Promise<string> {
  let head = '';
  for await (const piece of decode(bytes, name, charset)) {
    head = (head + piece).trimStart();
    if (head.length >= HEAD_CHARACTERS) break;
  }
  return head.slice(0, HEAD_CHARACTERS);
}

/** A file of a folder or an archive as a document. */
export async function documentIn(tree: TreeSource, file: string): Promise<DocumentSource> {
  return fetchedDocument(await tree.read(file, LARGEST_DOCUMENT), { name: `${tree.name}, ${file}` });
}
