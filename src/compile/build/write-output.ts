// Writing the output: replaces the folder in one step, so that it is never incomplete.

import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { FILE_HEADERS, mediaHeaders, typedExtensionOf } from '../../archive/media.ts';
import { MEDIA_PATH } from '../../routes/paths.ts';
import type { Compiled } from '../compile.ts';
import { copyFiles, linkFiles } from './place-files.ts';

/** The archive that a runtime loads, in the output folder. */
export const ARCHIVE_FILE = 'archive.bin';
/** The files that a runtime serves unchanged, in the output folder. */
export const ASSETS_FOLDER = 'assets';

/** Headers for the files that Cloudflare serves without calling the worker. */
const HEADERS_FILE = '_headers';

/**
 * Replaces the output folder. The old one stays in place until the new one is complete. Files of public/ are copied, or
 * only linked, which is quick, for an output that is read on this machine.
 */
export async function writeOutput(
  folder: string,
  { packed, media, publicFiles, mediaTypes }: Compiled,
  { publicFiles: how }: { readonly publicFiles: 'copy' | 'link' } = { publicFiles: 'copy' },
): Promise<void> {
  const fresh = `${folder}.new-${process.pid}`;
  try {
    const assets = join(fresh, ASSETS_FOLDER);
    await mkdir(assets, { recursive: true });
    await writeFile(join(fresh, ARCHIVE_FILE), packed);
    await writeFile(join(assets, HEADERS_FILE), headersFile(media.keys(), mediaTypes));
    await copyFiles(join(assets, MEDIA_PATH), media);
    await (how === 'link' ? linkFiles : copyFiles)(assets, publicFiles);
    await replaceFolder(folder, fresh);
  } finally {
    await rm(fresh, { recursive: true, force: true });
  }
}

/** Replaces a folder by another. If that fails, the old one is moved back, or kept under its temporary name. */
async function replaceFolder(folder: string, fresh: string): Promise<void> {
  const old = `${folder}.old-${process.pid}`;
  await rename(folder, old).catch(ignoreMissing);
  try {
    await rename(fresh, folder);
  } catch (error) {
    await rename(old, folder).catch(ignoreMissing);
    throw error;
  }
  await rm(old, { recursive: true, force: true });
}

/**
 * The headers of all files, then for each extension of media those that only they have: Cloudflare joins the values of
 * two rules. They match an extension only as it is spelled:
 * https://developers.cloudflare.com/workers/static-assets/headers/
 */
function headersFile(files: Iterable<string>, types: Readonly<Record<string, string>>): string {
  const rules = [ruleFor('/*', FILE_HEADERS)];
  for (const extension of new Set([...files].map(typedExtensionOf).sort())) {
    const own = Object.entries(mediaHeaders(types[extension.toLowerCase()] ?? ''));
    const added = own.filter(([name]) => !(name in FILE_HEADERS));
    const path = `${MEDIA_PATH}*.${encodeURIComponent(extension)}`;
    if (added.length > 0) rules.push(ruleFor(path, Object.fromEntries(added)));
  }
  return rules.join('');
}

function ruleFor(path: string, headers: Readonly<Record<string, string>>): string {
  const lines = Object.entries(headers).map(([name, value]) => `  ${name}: ${value}\n`);
  return `${path}\n${lines.join('')}`;
}

function ignoreMissing(error: NodeJS.ErrnoException): void {
  if (error.code !== 'ENOENT') throw error;
}
