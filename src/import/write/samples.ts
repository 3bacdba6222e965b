// The samples: digests of the posts and the settings that a new project has, to tell them from those of its owner.

import { readFile, rm, rmdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { digestOf } from '../../compile/text/digest.ts';

export const SAMPLE_SITE = 'wg2emFQgw48kaLyP';

/** By path from the root of the project. */
export const SAMPLE_FILES: Readonly<Record<string, string>> = {
  'posts/2026-09-01-cq.md': '0YEtkw9uWpV0gPz7',
  'posts/2026-11-20-a-small-glossary.md': 'CSts-MB5QdYyflTY',
  'posts/colophon.md': '10DxY4n7xUkCl4yN',
  'posts/cq.wav': 'tBYlp0G8ddpzXN6H',
  'posts/honest-dates.md': 'S_Bmdb1vfk9AHsTC',
  'posts/last-second.md': '0re-46uILyVa6z7q',
  'posts/rfc-4287.md': 'K4xn3IINx9ct8ZMJ',
  'posts/the-pips/dial.png': 'Z8o7AR_gTQ5m59CY',
  'posts/the-pips/index.md': 'TnlVoN2_pCQb9qY1',
  'posts/the-pips/pips.svg': 'BkpqDwMg7Zfx8Xgp',
  'posts/the-pips/pips.wav': 'EsD6dqTv4lm7V32F',
  'posts/welle.webm': '7YW_vJuvwgIihkyb',
  'posts/wellen.png': 'qt_C01rwPFu7cu82',
  'posts/wellenlängen.md': 'vqnJTQV4WB3vgefU',
  'posts/why-item-has-a-guid.md': 'we8z8s_7MIvv9W19',
};

/** The digest of a file of the samples, whatever line ends git has given it. */
export async function sampleDigest(path: string): Promise<string | undefined> {
  const text = await readFile(path, 'latin1').catch(() => undefined);
  return text === undefined ? undefined : digestOf([text.replaceAll('\r\n', '\n')]);
}

/** The sample files that are still there and unchanged, by path from the root of the project. */
export async function samplesIn(root: string): Promise<string[]> {
  const found: string[] = [];
  for (const [path, digest] of Object.entries(SAMPLE_FILES))
    if ((await sampleDigest(join(root, path))) === digest) found.push(path);
  return found;
}

/** Removes files, and the folders that are empty after that. */
export async function removeSamples(root: string, paths: readonly string[]): Promise<void> {
  for (const path of paths) await rm(join(root, path), { force: true });
  for (const folder of new Set(paths.map((path) => dirname(path)).filter((each) => each.includes('/'))))
    await rmdir(join(root, folder)).catch(() => {});
}
