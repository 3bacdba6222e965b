// Writing the output: replaces the folder in one step, so that it is never incomplete.

import { copyFile, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { MEDIA_HEADERS } from '../../archive/media.ts';
import { MEDIA_PATH } from '../../routes/paths.ts';
import type { Compiled } from '../compile.ts';

/** The archive that a runtime loads, in the output folder. */
export const ARCHIVE_FILE = 'archive.bin';
/** The files that a runtime serves unchanged, in the output folder. */
export const ASSETS_FOLDER = 'assets';

/** Headers for the files that Cloudflare serves without calling the worker. */
const HEADERS_FILE = '_headers';

/** Replaces the output folder. The old one stays in place until the new one is complete. */
export async function writeOutput(folder: string, { packed, media }: Compiled): Promise<void> {
  const fresh = `${folder}.new-${process.pid}`;
  try {
    await mkdir(join(fresh, ASSETS_FOLDER), { recursive: true });
    await writeFile(join(fresh, ARCHIVE_FILE), packed);
    await writeFile(join(fresh, ASSETS_FOLDER, HEADERS_FILE), headersFile());
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

function headersFile(): string {
  const lines = Object.entries(MEDIA_HEADERS).map(([name, value]) => `  ${name}: ${value}\n`);
  return `${MEDIA_PATH}*\n${lines.join('')}`;
}

async function copyTo(target: string, from: string): Promise<void> {
  await mkdir(dirname(target), { recursive: true });
  await copyFile(from, target);
}

function ignoreMissing(error: NodeJS.ErrnoException): void {
  if (error.code !== 'ENOENT') throw error;
}
