// Writing the output: replaces the folder in one step, so that it is never incomplete.

import { copyFile, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { mediaHeaders, typedExtensionOf } from '../../archive/media.ts';
import { MEDIA_PATH } from '../../routes/paths.ts';
import type { Compiled } from '../compile.ts';

/** The archive that a runtime loads, in the output folder. */
export const ARCHIVE_FILE = 'archive.bin';
/** The files that a runtime serves unchanged, in the output folder. */
export const ASSETS_FOLDER = 'assets';

/** Headers for the files that Cloudflare serves without calling the worker. */
const HEADERS_FILE = '_headers';

/** Replaces the output folder. The old one stays in place until the new one is complete. */
export async function writeOutput(folder: string, { packed, media, mediaTypes }: Compiled): Promise<void> {
  const fresh = `${folder}.new-${process.pid}`;
  try {
    await mkdir(join(fresh, ASSETS_FOLDER), { recursive: true });
    await writeFile(join(fresh, ARCHIVE_FILE), packed);
    await writeFile(join(fresh, ASSETS_FOLDER, HEADERS_FILE), headersFile(media.keys(), mediaTypes));
    for (const [name, path] of media) await copyTo(join(fresh, ASSETS_FOLDER, MEDIA_PATH, name), path);
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
 * The headers of all files, then for each extension those that only its files have. Cloudflare's rules match an
 * extension only as it is spelled: https://developers.cloudflare.com/workers/static-assets/headers/
 */
function headersFile(files: Iterable<string>, types: Readonly<Record<string, string>>): string {
  const common = mediaHeaders('');
  const rules = [ruleFor('', common)];
  for (const extension of new Set([...files].map(typedExtensionOf).sort())) {
    const own = Object.entries(mediaHeaders(types[extension.toLowerCase()] ?? ''));
    const added = own.filter(([name]) => !(name in common));
    if (added.length > 0) rules.push(ruleFor(`.${encodeURIComponent(extension)}`, Object.fromEntries(added)));
  }
  return rules.join('');
}

function ruleFor(ending: string, headers: Readonly<Record<string, string>>): string {
  const lines = Object.entries(headers).map(([name, value]) => `  ${name}: ${value}\n`);
  return `${MEDIA_PATH}*${ending}\n${lines.join('')}`;
}

async function copyTo(target: string, from: string): Promise<void> {
  await mkdir(dirname(target), { recursive: true });
  await copyFile(from, target);
}

function ignoreMissing(error: NodeJS.ErrnoException): void {
  if (error.code !== 'ENOENT') throw error;
}
