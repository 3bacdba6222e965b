// npm run deploy: uploads the worker with wrangler, which compiles it first, and tells the hub what has changed by that.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { delimiter, join } from 'node:path';
import { type Archive, openArchive } from '../archive/archive.ts';
import { ARCHIVE_FILE } from '../compile/build/write-output.ts';
import { checkSettings } from '../compile/settings/settings.ts';
import { deploy, readArchive } from './announce.ts';
import { compileProject, loadSettings, ROOT } from './project.ts';
import { WIRE } from './websub.ts';

/** Arguments with which wrangler uploads nothing. */
const NO_UPLOAD = /^(?:--dry-?run|--help|-h|--version|-v)(?:=true)?$/i;

/** Compiles what wrangler is about to compile; what is wrong with it is left for wrangler to report. */
async function compileComing(args: readonly string[]): Promise<Archive | undefined> {
  const origin = process.env.SITE_ORIGIN;
  const { hub } = checkSettings(await loadSettings()).site;
  if (hub === undefined || args.some((arg) => NO_UPLOAD.test(arg))) return undefined;
  const { compiled } = await compileProject({ drafts: 'exclude', prerender: 'nothing', origin });
  return compiled && openArchive(compiled.packed);
}

async function runWrangler(args: readonly string[]): Promise<number> {
  const child = spawn('wrangler', ['deploy', ...args], {
    stdio: 'inherit',
    env: { ...process.env, PATH: pathWithBinaries(process.env.PATH ?? '') },
    // On Windows, wrangler is a script that only a shell can start.
    shell: process.platform === 'win32',
  });
  const [code] = (await once(child, 'close')) as [number | null];
  return code ?? 1;
}

/** As npm sets it for what it runs. */
function pathWithBinaries(path: string): string {
  const binaries = join(ROOT, 'node_modules', '.bin');
  const folders = path.split(delimiter);
  return folders.includes(binaries) ? path : [binaries, ...folders].join(delimiter);
}

async function main(args: readonly string[]): Promise<void> {
  process.exitCode = await deploy({
    coming: () => compileComing(args),
    upload: () => runWrangler(args),
    uploaded: () => readArchive(join(ROOT, 'dist', ARCHIVE_FILE)),
    now: Date.now,
    wire: WIRE,
    voice: console,
  });
}

main(process.argv.slice(2)).catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
});
