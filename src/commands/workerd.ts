// workerd on this machine: the runtime of Cloudflare Workers, serving the built worker without a network.

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import type { Socket } from 'node:net';
import { join, relative, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import workerdPackage from 'workerd';
import { bundleForEdge } from '../compile/build/edge-bundle.ts';
import { ARCHIVE_FILE, ASSETS_FOLDER } from '../compile/build/write-output.ts';
import { ROOT } from './project.ts';

/** The name of the bundled worker in its folder. */
export const WORKER_FILE = 'worker.js';
const CONFIG_FILE = 'config.capnp';
const SHORTLY_MS = 2000;

/** Bundles the worker into a folder, as wrangler does; the archive stays a separate module beside it. */
export async function bundleWorker(folder: string): Promise<void> {
  await bundleForEdge({
    entryPoints: [join(ROOT, 'src/runtimes/worker.ts')],
    outfile: join(folder, WORKER_FILE),
    plugins: [
      {
        name: 'archive-beside-the-worker',
        setup: ({ onResolve }) => {
          onResolve({ filter: /\.bin$/ }, () => ({ path: `./${ARCHIVE_FILE}`, external: true }));
        },
      },
    ],
  });
}

export interface RunningWorkerd {
  readonly port: number;
  readonly pid: number;
  /** Resolves when it has ended, for whatever reason, with what ended it: `SIGSEGV`, `exit code 1`. */
  readonly ended: Promise<string>;
  /** Lets it finish the responses that it has begun. After the deadline, by default shortly, it is killed. */
  stop(deadlineMs?: number): Promise<void>;
}

/**
 * Serves the worker in `folder`, with the archive and assets in `output`, on a free port of 127.0.0.1. Resolves when it
 * listens; rejects with what workerd printed when it ends before. `log` receives every line that the worker prints. The
 * documents are for `origin`, or for the one that the archive was compiled for.
 */
export async function startWorkerd(
  folder: string,
  output: string,
  log: (line: string) => void,
  origin?: string,
): Promise<RunningWorkerd> {
  await writeFile(join(folder, CONFIG_FILE), await configFor(folder, output, origin));
  // The path of the folder in the command line tells whose workerd this is; see leftovers.ts.
  const config = resolve(folder, CONFIG_FILE);
  const child = spawn(workerdPackage.default, ['serve', config, '--control-fd=3'], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
  });
  endWithThisProcess(child);
  const ended = new Promise<string>((resolve) => {
    child.once('exit', (code, signal) => resolve(signal ?? `exit code ${code}`));
  });
  const printed: string[] = [];
  let print = (line: string): void => {
    printed.push(line);
  };
  for (const stream of [child.stdout, child.stderr] as Readable[]) {
    createInterface(stream).on('line', (line) => print(line));
  }
  const port = await listeningPort(child, printed);
  for (const line of printed) log(line);
  print = log;
  return { port, pid: child.pid as number, ended, stop: (deadlineMs) => stop(child, deadlineMs) };
}

async function stop(child: ChildProcess, deadlineMs = SHORTLY_MS): Promise<void> {
  if (hasEnded(child)) return;
  const exited = once(child, 'exit');
  child.kill('SIGTERM');
  const deadline = setTimeout(() => child.kill('SIGKILL'), deadlineMs);
  await exited;
  clearTimeout(deadline);
}

function hasEnded({ exitCode, signalCode }: ChildProcess): boolean {
  return exitCode !== null || signalCode !== null;
}

const running = new Set<ChildProcess>();
process.once('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

/** Kills workerd when this process ends for any reason, SIGKILL included; otherwise it would go on running. */
function endWithThisProcess(child: ChildProcess): void {
  running.add(child);
  const watchdog = startWatchdog(child);
  child.once('exit', () => {
    running.delete(child);
    watchdog?.kill('SIGKILL');
  });
}

/**
 * A shell that waits for the end of a pipe, which comes when this process has ended, and then kills workerd. It has a
 * session of its own, so that what ends all processes of a terminal does not end it first. Windows needs none: there,
 * Node's children end with it.
 */
function startWatchdog({ pid }: ChildProcess): ChildProcess | undefined {
  if (pid === undefined || process.platform === 'win32') return undefined;
  const watchdog = spawn('/bin/sh', ['-c', 'read -r _; kill -9 "$0"', String(pid)], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  // Without a shell, the next npm start ends what is left.
  watchdog.on('error', () => {});
  watchdog.unref();
  (watchdog.stdin as Socket).on('error', () => {}).unref();
  return watchdog;
}

/** workerd writes a line of JSON for each open socket to the control descriptor. */
async function listeningPort(child: ChildProcess, printed: readonly string[]): Promise<number> {
  const control = createInterface(child.stdio[3] as Readable);
  const listening = once(control, 'line').then(
    ([line]) => (JSON.parse(line as string) as { port: number }).port,
  );
  const exited = once(child, 'exit').then(
    () => printed.join('\n'),
    (error: Error) => error.message,
  );
  return Promise.race([
    listening,
    exited.then((reason) => {
      throw new Error(`workerd did not start:\n${reason}`);
    }),
  ]);
}

async function configFor(folder: string, output: string, origin?: string): Promise<string> {
  const text = JSON.stringify;
  const variables = origin === undefined ? '' : `(name = "SITE_ORIGIN", text = ${text(origin)}),`;
  return `using Workerd = import "/workerd/workerd.capnp";

const config :Workerd.Config = (
  services = [
    (name = "longwave", worker = .worker),
    (name = "assets", disk = (path = ${text(join(output, ASSETS_FOLDER))}, allowDotfiles = true)),
  ],
  sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "longwave")],
);

const worker :Workerd.Worker = (
  modules = [
    (name = "${WORKER_FILE}", esModule = embed "${WORKER_FILE}"),
    (name = "${ARCHIVE_FILE}", data = embed ${text(relative(folder, join(output, ARCHIVE_FILE)))}),
  ],
  bindings = [(name = "ASSETS", service = "assets"), ${variables}],
  compatibilityDate = "${await compatibilityDate()}",
);
`;
}

/** The compatibility date of wrangler.toml, so that the runtime behaves here as it does on the platform. */
async function compatibilityDate(): Promise<string> {
  const settings = await readFile(join(ROOT, 'wrangler.toml'), 'utf8');
  const date = /^compatibility_date\s*=\s*"([\d-]+)"/m.exec(settings)?.[1];
  if (date === undefined) throw new Error('wrangler.toml has no compatibility_date');
  return date;
}
