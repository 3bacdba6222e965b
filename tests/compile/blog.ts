// Blogs for single tests: a temporary folder of posts, and the settings it is compiled with.

import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import { type Archive, openArchive } from '../../src/archive/archive.ts';
import type { Entry } from '../../src/archive/entry.ts';
import { type CompileOptions, type CompileResult, compile } from '../../src/compile/compile.ts';
import { formatFindings, type Report } from '../../src/compile/report/findings.ts';
import {
  type CheckedSettings,
  checkSettings,
  type SiteSettings,
} from '../../src/compile/settings/settings.ts';

/** The default time of a compile. */
export const NOON = Date.UTC(2026, 10, 22, 12);

export const SETTINGS: SiteSettings = {
  origin: 'https://blog.example',
  title: 'A blog',
  description: 'For one test.',
  language: 'en',
  author: 'Ada',
};

export function settingsFor(overrides: Partial<SiteSettings> = {}): CheckedSettings {
  return checkSettings({ ...SETTINGS, ...overrides });
}

/** Content by path; an undefined content makes an empty folder. */
export type Files = Readonly<Record<string, string | Uint8Array | undefined>>;

/** Writes files into a new folder, and returns its path. */
export async function writeFiles(files: Files): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'longwave-test-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  for (const [path, content] of Object.entries(files)) {
    const target = join(folder, path);
    await mkdir(content === undefined ? target : dirname(target), { recursive: true });
    if (content !== undefined) await writeFile(target, content);
  }
  return folder;
}

export interface CompiledBlog extends CompileResult {
  /** The findings as the author reads them. */
  readonly lines: readonly string[];
  readonly archive: Archive;
  /** The entry at a permalink. Throws when there is none. */
  readonly entry: (slug: string) => Promise<Entry>;
}

/** Compiles posts, given by their paths within the posts folder. */
export async function compileBlog(
  files: Files,
  options: Partial<CompileOptions> = {},
): Promise<CompiledBlog> {
  return compileFolder(await writeFiles(files), options);
}

export async function compileFolder(
  folder: string,
  options: Partial<CompileOptions> = {},
): Promise<CompiledBlog> {
  const result = await compile({
    folder,
    settings: settingsFor(),
    templates: { feeds: 'feeds', pages: 'pages' },
    now: NOON,
    drafts: 'exclude',
    prerender: 'nothing',
    ...options,
  });
  const archive = () => {
    if (!result.compiled) throw new Error(formatFindings(result.findings).join('\n'));
    return openArchive(result.compiled.packed);
  };
  return {
    ...result,
    lines: formatFindings(result.findings),
    get archive() {
      return archive();
    },
    async entry(slug) {
      const address = archive().find(`/posts/${slug}`, Number.POSITIVE_INFINITY);
      if (!address) throw new Error(`no entry at /posts/${slug}`);
      const [entry] = await archive().entries([address.position]);
      if (!entry) throw new Error(`nothing lies at /posts/${slug}`);
      return entry;
    },
  };
}

/** A report that collects messages as `line:column: message`. */
export function collector(): { report: Report; told: string[] } {
  const told: string[] = [];
  return {
    told,
    report(severity, { line, column }, message) {
      told.push(`${line}:${column}: ${severity === 'warning' ? 'warning: ' : ''}${message}`);
    },
  };
}

/** A post with these lines of front matter. */
export function post(front: string, body = 'Some text.'): string {
  return `---\n${front}\n---\n${body}\n`;
}
