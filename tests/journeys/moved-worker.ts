// The worker at the old address of a site that has moved, served by workerd as wrangler.moved.toml configures it.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { bundleForEdge } from '../../src/compile/build/edge-bundle.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const WORKER = 'moved.js';
// Vitest imports a package of this kind in another way than Node does.
const { default: workerdBinary } = createRequire(import.meta.url)('workerd') as { default: string };

export interface MovedWorker {
  /** `http://127.0.0.1:PORT` */
  readonly origin: string;
  stop(): Promise<void>;
}

/** Resolves when the worker listens. Rejects with what workerd printed when it cannot start. */
export async function startMovedWorker(movedTo: string): Promise<MovedWorker> {
  const folder = await mkdtemp(join(tmpdir(), 'longwave-moved-'));
  const settings = await readFile(join(ROOT, 'wrangler.moved.toml'), 'utf8');
  await bundleForEdge({
    entryPoints: [join(ROOT, settingOf(settings, 'main'))],
    outfile: join(folder, WORKER),
  });
  await writeFile(
    join(folder, 'config.capnp'),
    configFor(movedTo, settingOf(settings, 'compatibility_date')),
  );
  const workerd = spawn(workerdBinary, ['serve', 'config.capnp', '--control-fd=3'], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
  });
  const kill = () => workerd.kill('SIGKILL');
  process.once('exit', kill);
  const stop = async () => {
    process.off('exit', kill);
    if (workerd.exitCode === null && workerd.signalCode === null) {
      workerd.kill('SIGTERM');
      await once(workerd, 'exit');
    }
    await rm(folder, { recursive: true, force: true });
  };
  let printed = '';
  workerd.stderr?.on('data', (text) => {
    printed += text;
  });
  const listening = once(createInterface(workerd.stdio[3] as Readable), 'line');
  const ended = once(workerd, 'close').then(async () => {
    await stop();
    throw new Error(printed);
  });
  const [line] = await Promise.race([listening, ended]);
  return { origin: `http://127.0.0.1:${JSON.parse(line).port}`, stop };
}

function settingOf(toml: string, name: string): string {
  const value = new RegExp(`^${name} = "(.+)"`, 'm').exec(toml)?.[1];
  if (value === undefined) throw new Error(`wrangler.moved.toml has no ${name}`);
  return value;
}

function configFor(movedTo: string, compatibilityDate: string): string {
  return `using Workerd = import "/workerd/workerd.capnp";

const config :Workerd.Config = (
  services = [(name = "moved", worker = .worker)],
  sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "moved")],
);

const worker :Workerd.Worker = (
  modules = [(name = "${WORKER}", esModule = embed "${WORKER}")],
  bindings = [(name = "MOVED_TO", text = ${JSON.stringify(movedTo)})],
  compatibilityDate = "${compatibilityDate}",
);
`;
}
