// A running blog: a copy of the project in a folder of its own, served by `npm start` exactly as its author would.

import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readdir, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { SiteSettings } from '../../src/compile/settings/settings.ts';
import site from '../../src/site.ts';

const PROJECT = fileURLToPath(new URL('../..', import.meta.url));
const START_DEADLINE_MS = 120_000;
const STOP_DEADLINE_MS = 20_000;
const POLL_MS = 100;
const ATTEMPTS = 5;
const LEAST_AHEAD_MS = 6000;
const LEAST_TIME_TO_LOOK_MS = 3000;

export interface BlogOptions {
  /** Text by path within posts/; the project's own sample posts when absent. */
  readonly posts?: Readonly<Record<string, string>>;
  /** Text by path within public/. */
  readonly publicFiles?: Readonly<Record<string, string>>;
  /** Settings that replace those in the project's own src/site.ts. */
  readonly settings?: Partial<SiteSettings>;
  /** Text of the lock that the blog begins with; the project's own, with its sample posts, or none. */
  readonly lock?: string;
  /** `nothing` for posts that are broken on purpose: the blog has then started when it waits for a change. */
  readonly serves?: 'posts' | 'nothing';
}

export interface RunningBlog {
  /** As `npm start` prints it: `http://localhost:PORT`. */
  readonly origin: string;
  /** The copy of the project. */
  readonly folder: string;
  /** Everything that `npm start` has printed so far. */
  output(): string;
  /** Writes a file into posts/, new or over an old one. Use `waitFor` to wait until it is served. */
  writePost(name: string, text: string): Promise<void>;
  removePost(name: string): Promise<void>;
  /** Tells readers of everything, as far as the lock is concerned: builds as wrangler does for a deploy. */
  tell(): Promise<void>;
  /**
   * Writes a post that appears some seconds from now; `textOf` makes its text from its date. Resolves with that moment
   * (Unix time in milliseconds) when the post is compiled, and writes it again with a later date if no time is left.
   */
  schedulePost(name: string, textOf: (date: string) => string): Promise<number>;
  /**
   * Repeats the condition until it holds, and resolves with what it returned. An error that it throws counts as "not
   * yet". Rejects after the deadline, or when the server has ended, with all that the server printed.
   */
  waitFor<T>(condition: () => T | Promise<T>, what: string, deadlineMs?: number): Promise<Held<T>>;
  /** Ends the server with all its processes, and removes the folder. */
  stop(): Promise<void>;
}

type Held<T> = Exclude<T, false | undefined | null>;

/** Starts a blog and resolves when it serves. The caller must stop it. */
export async function startBlog(options: BlogOptions = {}): Promise<RunningBlog> {
  const folder = await copyProject(options);
  try {
    return await serve(folder, options.serves ?? 'posts', ATTEMPTS);
  } catch (error) {
    await removeFolder(folder);
    throw error;
  }
}

async function serve(
  folder: string,
  expected: 'posts' | 'nothing',
  attemptsLeft: number,
): Promise<RunningBlog> {
  const port = await freePort();
  const server = startServer(folder, port);
  const served = `http://localhost:${port}/atom.xml`;
  const idle = 'Nothing is served yet';
  const ready = expected === 'posts' ? served : idle;
  const prints = (text: string) => server.output().includes(text);
  try {
    await waitUntil(server, () => prints(served) || prints(idle), `"${ready}"`, START_DEADLINE_MS);
    if (!prints(ready)) throw new Error(`waited for "${ready}" without success:\n\n${server.output()}`);
  } catch (error) {
    await server.stop();
    // Another program may have taken the free port before `npm start` could.
    if (attemptsLeft > 1 && /port \d+ is in use/.test(server.output()))
      return serve(folder, expected, attemptsLeft - 1);
    throw error;
  }
  const post = (name: string) => join(folder, 'posts', name);
  const writePost = (name: string, text: string) => writeWithFolders(post(name), text);
  const schedulePost: RunningBlog['schedulePost'] = async (name, textOf) => {
    for (let ahead = LEAST_AHEAD_MS; ; ahead *= 2) {
      const publication = Math.ceil((Date.now() + ahead) / 1000) * 1000;
      const length = server.output().length;
      await writePost(name, textOf(new Date(publication).toISOString()));
      const compiled = () => server.output().slice(length).includes(`${name} changed`);
      await waitUntil(server, compiled, `the compile of ${name}`, START_DEADLINE_MS);
      if (Date.now() + LEAST_TIME_TO_LOOK_MS < publication) return publication;
    }
  };
  return {
    origin: `http://localhost:${port}`,
    folder,
    output: server.output,
    writePost,
    schedulePost,
    removePost: (name) => rm(post(name)),
    tell: async () => {
      await promisify(execFile)('npm', ['run', 'build'], {
        cwd: folder,
        env: { ...process.env, WRANGLER_COMMAND: 'deploy' },
      });
    },
    waitFor: (condition, what, deadlineMs = START_DEADLINE_MS) =>
      waitUntil(server, condition, what, deadlineMs),
    stop: async () => {
      await server.stop();
      await removeFolder(folder);
    },
  };
}

export async function copyProject({ posts, publicFiles = {}, settings, lock }: BlogOptions): Promise<string> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'longwave-blog-')));
  const names = (await readdir(PROJECT)).filter((name) => /^(package|tsconfig.*)\.json$/.test(name));
  const sampled = posts ? [] : ['posts', 'posts.lock.json'];
  for (const name of ['src', 'wrangler.toml', ...names, ...sampled]) {
    const source = join(PROJECT, name);
    if (existsSync(source)) await cp(source, join(folder, name), { recursive: true });
  }
  if (settings) {
    const changed = JSON.stringify({ ...site, ...settings });
    await writeFile(join(folder, 'src', 'site.ts'), `export default ${changed};\n`);
  }
  if (lock !== undefined) await writeFile(join(folder, 'posts.lock.json'), lock);
  await symlink(join(PROJECT, 'node_modules'), join(folder, 'node_modules'), 'junction');
  await mkdir(join(folder, 'posts'), { recursive: true });
  for (const [name, text] of Object.entries(posts ?? {})) {
    await writeWithFolders(join(folder, 'posts', name), text);
  }
  for (const [name, text] of Object.entries(publicFiles)) {
    await writeWithFolders(join(folder, 'public', name), text);
  }
  return folder;
}

async function writeWithFolders(file: string, text: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, text);
}

/** Retries, because a process that is ending may still write a file into the folder. */
function removeFolder(folder: string): Promise<void> {
  return rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: POLL_MS });
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port of 127.0.0.1 is free');
  return address.port;
}

interface Server {
  output(): string;
  /** Why it no longer runs; undefined while it does. */
  ended(): string | undefined;
  stop(): Promise<void>;
}

function startServer(folder: string, port: number): Server {
  // A process group of its own: a signal then reaches npm, its shell, the command and workerd alike.
  const child = spawn('npm', ['start'], {
    cwd: folder,
    env: { ...authorsEnvironment(), PORT: String(port) },
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  let ended: string | undefined;
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  }
  child.on('error', (error) => {
    ended ??= error.message;
  });
  child.on('close', (code, signal) => {
    ended ??= `npm start ended with ${code ?? signal}`;
  });
  const killWithThisProcess = () => signalGroup(child, 'SIGKILL');
  process.once('exit', killWithThisProcess);
  return {
    output: () => output,
    ended: () => ended,
    stop: async () => {
      signalGroup(child, 'SIGTERM');
      const deadline = Date.now() + STOP_DEADLINE_MS;
      while (ended === undefined && Date.now() < deadline) await pause(POLL_MS);
      signalGroup(child, 'SIGKILL');
      process.off('exit', killWithThisProcess);
    },
  };
}

/** The environment without what npm and the test runner set for their own children. */
function authorsEnvironment(): NodeJS.ProcessEnv {
  const foreign = /^(npm_|VITEST|NODE_ENV$|NODE_OPTIONS$|TEST$|SITE_ORIGIN$)/;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !foreign.test(name)));
}

function signalGroup({ pid }: ChildProcess, signal: NodeJS.Signals): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

async function waitUntil<T>(
  server: Server,
  condition: () => T | Promise<T>,
  what: string,
  deadlineMs: number,
): Promise<Held<T>> {
  const deadline = Date.now() + deadlineMs;
  let lastError: unknown;
  for (;;) {
    try {
      const value = await condition();
      if (value !== false && value !== undefined && value !== null) return value as Held<T>;
      lastError = undefined;
    } catch (error) {
      lastError = error;
    }
    const ended = server.ended();
    if (ended !== undefined || Date.now() > deadline) {
      const reason = ended ?? `not within ${deadlineMs / 1000} s`;
      throw new Error(`waited for ${what}: ${reason}\n\nIt had printed:\n${server.output()}`, {
        cause: lastError,
      });
    }
    await pause(POLL_MS);
  }
}
