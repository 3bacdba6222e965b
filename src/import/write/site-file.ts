// src/site.ts: writes the settings that an import knows, unless the owner has edited the file.

import { rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { checkSettings } from '../../compile/settings/settings.ts';
import type { ImportedSite, Skipped } from '../imported.ts';
import { SAMPLE_SITE, sampleDigest } from './samples.ts';

/** What the settings of a new site need besides what the import knows. */
const REQUIRED = {
  origin: 'https://blog.example',
  title: 'A blog',
  description: 'A blog.',
  language: 'en',
  author: 'The author',
} as const;

const ORDER = ['origin', 'title', 'description', 'language', 'timeZone', 'author', 'people'];

/** The settings with those that every site needs, in the order of docs/settings.md. */
export function completeSettings(site: ImportedSite): Readonly<Record<string, unknown>> {
  const given = Object.entries({ ...REQUIRED, ...withoutEmpty(site) });
  const rank = ([name]: [string, unknown]) => (ORDER.indexOf(name) + ORDER.length + 1) % (ORDER.length + 1);
  return Object.fromEntries(given.sort((a, b) => rank(a) - rank(b)));
}

/** The settings without those that Longwave refuses, which are named with the reason. */
export function acceptedSettings(site: ImportedSite): { site: ImportedSite; refused: Skipped[] } {
  const refused: Skipped[] = [];
  const isAccepted = (name: string, value: unknown): boolean => {
    try {
      checkSettings({ ...REQUIRED, [name]: value });
      return true;
    } catch (error) {
      refused.push({ source: `the setting ${name}`, reason: (error as Error).message });
      return false;
    }
  };
  const { oldFeedAddresses = {}, ...others } = withoutEmpty(site) as ImportedSite;
  const feeds = Object.entries(oldFeedAddresses).filter(([path, format]) => isServed({ [path]: format }));
  const accepted = Object.entries(others).filter(([name, value]) => isAccepted(name, value));
  return {
    site: {
      ...Object.fromEntries(accepted),
      ...(feeds.length > 0 && { oldFeedAddresses: Object.fromEntries(feeds) }),
    },
    refused,
  };
}

/** Whether an address may be that of a feed. Most that may not are so already. */
function isServed(oldFeedAddresses: NonNullable<ImportedSite['oldFeedAddresses']>): boolean {
  try {
    checkSettings({ ...REQUIRED, oldFeedAddresses });
    return true;
  } catch {
    return false;
  }
}

/** The required settings of which the import knows nothing. */
export function missingSettings(site: ImportedSite): string[] {
  const given = withoutEmpty(site);
  return Object.keys(REQUIRED).filter((name) => !(name in given));
}

function withoutEmpty(site: ImportedSite): Record<string, unknown> {
  return Object.fromEntries(Object.entries(site).filter(([, value]) => value !== undefined && value !== ''));
}

/** The text of src/site.ts. */
export function formatSite(settings: Readonly<Record<string, unknown>>): string {
  return [
    '// The site: your settings, and the one source file you need to edit. Every field is explained in docs/settings.md.',
    '',
    "import type { SiteSettings } from './compile/settings/settings.ts';",
    '',
    'export default {',
    formatSettings(settings),
    '} satisfies SiteSettings;',
    '',
  ].join('\n');
}

/** One line or more for each setting, with a comma at its end. */
export function formatSettings(settings: Readonly<Record<string, unknown>>): string {
  return Object.entries(settings)
    .map(([name, value]) => `  ${name}: ${literal(value)},`)
    .join('\n');
}

function literal(value: unknown): string {
  const options = { depth: null, breakLength: 100, maxArrayLength: null, maxStringLength: null } as const;
  return inspect(value, options).replaceAll('\n', '\n  ');
}

/** Whether src/site.ts is missing or still the sample's, so that it may be replaced. */
export async function isSampleSite(root: string): Promise<boolean> {
  const digest = await sampleDigest(join(root, 'src/site.ts'));
  return digest === undefined || digest === SAMPLE_SITE;
}

/** Replaces src/site.ts in one step. */
export async function writeSite(root: string, settings: Readonly<Record<string, unknown>>): Promise<void> {
  const path = join(root, 'src/site.ts');
  await writeFile(`${path}.new`, formatSite(settings));
  await rename(`${path}.new`, path);
}
