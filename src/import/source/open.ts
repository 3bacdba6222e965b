// Opening a source: the file, folder or address that the owner names.

import { open as openFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { fetchedDocument, fileDocument } from './document.ts';
import { fetchBytes } from './fetch.ts';
import { folderSource } from './folder.ts';
import { LARGEST_DOCUMENT } from './limits.ts';
import type { Source } from './source.ts';
import { decompressed, tarSource } from './tar.ts';
import { zipSource } from './zip.ts';

/** Throws an Error with a message for the owner when there is nothing there, or nothing that can be read. */
export async function openSource(typed: string, context: { readonly fetch: typeof fetch }): Promise<Source> {
  if (/^https?:\/\//i.test(typed)) return openAddress(typed, context.fetch);
  if (/^(?!file:)[a-z][a-z0-9+.-]+:\/\//i.test(typed))
    throw new Error(`${typed}: only http, https and file addresses can be imported`);
  return openPath(/^file:/i.test(typed) ? fileURLToPath(typed) : typed);
}

async function openPath(path: string): Promise<Source> {
  const found = await stat(path).catch(() => undefined);
  if (!found) throw new Error(`there is no file or folder ${path}; an address begins with https://`);
  const name = basename(path);
  if (found.isDirectory()) return folderSource(path, name);
  if (!found.isFile()) throw new Error(`${path} is neither a file nor a folder`);
  const beginning = await beginningOf(path);
  if (isZip(beginning)) return zipSource(path, name);
  if (isGzip(beginning)) return openCompressed(path, name);
  if (isTar(beginning)) return tarSource(path, name, false);
  if (isPacked(beginning)) throw new Error(`${name}: unpack this archive, and name its folder`);
  return fileDocument(path, name, found.size);
}

/** A tar archive, or a single document, in a file that is compressed with gzip. */
async function openCompressed(path: string, name: string): Promise<Source> {
  const damaged = ({ message }: Error) => {
    throw new Error(`${name}: this file cannot be unpacked (${message}); download it again`);
  };
  if (isTar(await firstBytes(decompressed(path, true)).catch(damaged))) return tarSource(path, name, true);
  const chunks: Uint8Array[] = await decompressed(path, true, LARGEST_DOCUMENT).toArray().catch(damaged);
  return fetchedDocument(Buffer.concat(chunks), { name: name.replace(/\.gz$/i, '') });
}

/** The first block of a stream. */
async function firstBytes(stream: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  let bytes: Uint8Array = new Uint8Array();
  for await (const chunk of stream) {
    bytes = Buffer.concat([bytes, chunk]);
    if (bytes.length >= BLOCK_BYTES) break;
  }
  return bytes;
}

/** Of a tar archive, whose first block names its first file. */
const BLOCK_BYTES = 512;

/** The document at an address. A page leads to the feed that it names. */
export async function openAddress(address: string, fetch: typeof globalThis.fetch): Promise<Source> {
  const { body, url, type, charset } = await fetchBytes(address, { fetch });
  if (isZip(body) || isGzip(body)) throw new Error(`${address}: download this archive, and import the file`);
  const document = await fetchedDocument(body, {
    name: address,
    url,
    ...(charset !== undefined && { charset }),
  });
  if (!isPage(type, document.head)) return document;
  const feed = feedNamedBy(new TextDecoder().decode(body), url);
  if (feed === undefined)
    throw new Error(`${address} is a page that names no feed; give the address of the feed itself`);
  const found = await fetchBytes(feed, { fetch });
  const feedDocument = await fetchedDocument(found.body, {
    name: feed,
    url: found.url,
    ...(found.charset !== undefined && { charset: found.charset }),
  });
  if (isPage(found.type, feedDocument.head))
    throw new Error(
      `${address} names ${feed} as its feed, but that is a page; give the address of the feed itself`,
    );
  return feedDocument;
}

/** Whether a document is HTML rather than XML or JSON. Servers name the wrong type for many feeds. */
function isPage(type: string, head: string): boolean {
  return (
    /^(?:<!--[^>]*-->\s*)*<(?:!doctype html|html)\b/i.test(head) ||
    (type === 'text/html' && !/^[<{[]/.test(head))
  );
}

const FEED_TYPE = /^(?:application\/(?:rss\+xml|atom\+xml|rdf\+xml|feed\+json|json)|text\/xml)$/i;

/** The first feed that a page names in a `<link>`: https://www.rssboard.org/rss-autodiscovery */
function feedNamedBy(html: string, base: string): string | undefined {
  for (const [tag] of html.slice(0, 1_000_000).matchAll(/<link\b[^<>]{0,2000}>/gi)) {
    const rel = attributeOf(tag, 'rel') ?? '';
    const type = attributeOf(tag, 'type') ?? '';
    const href = attributeOf(tag, 'href');
    if (!/(?:^|\s)alternate(?:\s|$)/i.test(rel) || !FEED_TYPE.test(type.trim()) || !href) continue;
    const address = URL.canParse(href, base) ? new URL(href, base) : undefined;
    if (address && !/\/comments\/feed\/?$/.test(address.pathname)) return address.href;
  }
  return undefined;
}

function attributeOf(tag: string, name: string): string | undefined {
  const [, double, single, bare] =
    new RegExp(`\\s${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)'|([^\\s"'>]+))`, 'i').exec(tag) ?? [];
  return (double ?? single ?? bare)?.replaceAll('&amp;', '&');
}

async function beginningOf(path: string): Promise<Uint8Array> {
  const file = await openFile(path);
  try {
    const { buffer, bytesRead } = await file.read(new Uint8Array(BLOCK_BYTES), 0, BLOCK_BYTES, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

function isZip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b && (bytes[2] === 3 || bytes[2] === 5);
}

function isGzip([a, b]: Uint8Array): boolean {
  return a === 0x1f && b === 0x8b;
}

function isTar(bytes: Uint8Array): boolean {
  return new TextDecoder('latin1').decode(bytes.subarray(257, 262)) === 'ustar';
}

/** Bzip2, xz, 7-Zip, RAR or Zstandard. */
function isPacked(bytes: Uint8Array): boolean {
  const signature = Buffer.from(bytes.subarray(0, 4)).toString('hex');
  return /^(?:425a68|fd377a58|377abcaf|52617221|28b52ffd)/.test(signature);
}
