// workerd on this machine: the runtime of Cloudflare Workers, serving the built worker without a network.

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { build } from 'esbuild';
import workerdPackage from 'workerd';
import { EDGE_BUNDLE } from '../compile/build/edge-bundle.ts';
import { ARCHIVE_FILE, ASSETS_FOLDER } from '../compile/build/write-output.ts';
import { ROOT } from './project.ts';

/** The name of the bundled worker in its folder. */
export const WORKER_FILE = 'worker.js';
const CONFIG_FILE = 'config.capnp';

/** Bundles the worker into a folder, as wrangler does; the archive stays a separate module beside it. */
export async function bundleWorker(folder: string): Promise<void> {
  await build({
    entryPoints: [join(ROOT, 'src/runtimes/worker.ts')],
    outfile: join(folder, WORKER_FILE),
    ...EDGE_BUNDLE,
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
  stop(): Promise<void>;
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
  const child = spawn(workerdPackage.default, ['serve', CONFIG_FILE, '--control-fd=3'], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
  });
  endWithThisProcess(child);
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
  return {
    port,
    pid: child.pid as number,
    stop: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill('SIGTERM');
      await once(child, 'exit');
    },
  };
}

/** Kills workerd when this process ends for any reason, an exception included; otherwise it would go on running. */
function endWithThisProcess(child: ChildProcess): void {
  const end = () => child.kill('SIGKILL');
  process.once('exit', end);
  child.once('exit', () => process.off('exit', end));
}

/** workerd writes a line of JSON for each open socket to the control descriptor. */
async function listeningPort(child: ChildProcess, printed: readonly string[]): Promise<number> {
  const control = createInterface(child.stdio[3] as Readable);
  const listening = once(control, 'line').then(
    ([line]) => (JSON.parse(line as string) as { port: number }).port,
  );
  const exited = once(child, 'exit').then(() => {
    throw new Error(`workerd did not start:\n${printed.join('\n')}`);
  });
  return Promise.race([listening, exited]);
}

async function configFor(folder: string, output: string, origin?: string): Promise<string> {
  const text = JSON.stringify;
  const variables = origin === undefined ? '' : `(name = "SITE_ORIGIN", text = ${text(origin)}),`;
  return `using Workerd = import "/workerd/workerd.capnp";

const config :Workerd.Config = (
  services = [
    (name = "longwave", worker = .worker),
    (name = "assets", disk = (path = ${text(join(output, ASSETS_FOLDER))})),
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
