// An owner at a terminal: a copy of the project, and its commands run as npm runs them.

import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { expect, onTestFinished, vi } from 'vitest';
import site from '../../src/site.ts';
import { copyProject } from '../journeys/running-blog.ts';

/** A stand-in for wrangler: runs the build, and uploads to a file. */
const WRANGLER = `#!/bin/sh
echo "$*" > arguments
[ -z "$FAILS_WITH" ] || exit "$FAILS_WITH"
WRANGLER_COMMAND=deploy node --import tsx src/commands/build.ts || exit
[ -z "$UPLOAD_FAILS_WITH" ] || exit "$UPLOAD_FAILS_WITH"
case "$*" in *--dry-run*) ;; *) cp dist/archive.bin uploaded.bin ;; esac
`;

export interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export type Owner = Awaited<ReturnType<typeof openProject>>;

/** The stand-in for wrangler comes first, and then what the project has installed. */
function environmentIn(folder: string): Record<string, string> {
  const path = [join(folder, 'stand-in'), join(folder, 'node_modules', '.bin'), process.env.PATH];
  return { PATH: path.join(delimiter), HOME: folder };
}

/** A copy of the project with one post. The caller must close it. */
export async function openProject(post: string) {
  const folder = await copyProject({ posts: { 'first.md': post } });
  await mkdir(join(folder, 'stand-in'));
  await writeFile(join(folder, 'stand-in', 'wrangler'), WRANGLER, { mode: 0o755 });

  /** Moves a file of the copy away until the end of the test. */
  const without = async (name: string): Promise<void> => {
    const file = join(folder, name);
    if (!existsSync(file)) return;
    await rename(file, `${file}.away`);
    onTestFinished(() => rename(`${file}.away`, file));
  };

  return {
    folder,
    without,

    setHub(origin: string, hub: string | undefined): Promise<void> {
      const settings = JSON.stringify({ ...site, origin, author: 'Ada', people: [], hub });
      return writeFile(join(folder, 'src', 'site.ts'), `export default ${settings};\n`);
    },

    /** Gives a file of the copy another text until the end of the test. */
    async withText(name: string, text: string): Promise<void> {
      await without(name);
      const file = join(folder, name);
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, text);
      onTestFinished(() => rm(file));
    },

    /** Runs the command of an npm script in the copy. A command that fails resolves like any other. */
    run(
      command: string,
      args: readonly string[] = [],
      environment: Record<string, string> = {},
    ): Promise<Ended> {
      const env = { ...environmentIn(folder), ...environment };
      const argv = ['--import', 'tsx', `src/commands/${command}.ts`, ...args];
      return new Promise((resolve) => {
        const child = execFile(process.execPath, argv, { cwd: folder, env }, (_error, stdout, stderr) =>
          resolve({ code: child.exitCode ?? -1, stdout, stderr }),
        );
      });
    },

    /** Runs a command whose output is closed at once. Resolves with its exit code. */
    async runUnread(command: string): Promise<number> {
      const line = `(node --import tsx src/commands/${command}.ts; echo $? > code) 2>&1 | true`;
      await promisify(execFile)('sh', ['-c', line], { cwd: folder, env: environmentIn(folder) });
      const code = join(folder, 'code');
      await vi.waitFor(() => expect(existsSync(code)).toBe(true), { timeout: 60_000, interval: 200 });
      return Number(await readFile(code, 'utf8'));
    },

    /** Runs the stand-in for wrangler in the copy, without npm. */
    async wrangler(...args: string[]): Promise<void> {
      const path = [join(folder, 'node_modules', '.bin'), process.env.PATH].join(delimiter);
      const env = { PATH: path, HOME: folder };
      await promisify(execFile)(join(folder, 'stand-in', 'wrangler'), args, { cwd: folder, env });
    },

    close: () => rm(folder, { recursive: true, force: true }),
  };
}
