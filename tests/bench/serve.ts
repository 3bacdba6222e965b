// npm run bench: the cost of serving on workerd, as a ratio to a worker that only sends the same bytes. A missed goal is
// not an error, because the machine may be busy; a wrong answer is one.

import { rmSync } from 'node:fs';
import { mkdir, mkdtemp, realpath } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { showProgress } from '../../src/commands/terminal.ts';
import { bundleWorker, type RunningWorkerd, startWorkerd } from '../../src/commands/workerd.ts';
import { type Given, writeBareWorker } from './bare.ts';
import { compileBlog, PERMALINK } from './blog.ts';
import { ask, type Case, casesOf, problemOf, unlike } from './cases.ts';
import { requireCpuAccounts } from './cpu.ts';
import { firstRequestMicros } from './first.ts';
import { load, type Round } from './load.ts';
import { formatTable, median, medianRatio } from './table.ts';

const FEED = '/rss.xml';
const ROUNDS = numberFrom('ROUNDS', 9);
const SECONDS = numberFrom('SECONDS', 1);
const STARTS = numberFrom('STARTS', 15);
const WARM_UP_SECONDS = 1;

const LEAST_THROUGHPUT = 0.95;
const MOST_CPU = 1.1;
const MOST_FIRST_MICROS = 2000;
/** The share of a CPU above which the server is the bottleneck, not the load. */
const BUSY = 0.9;

/** A worker that can be started several times. */
type Start = () => Promise<RunningWorkerd>;
type Pair<T> = readonly [app: T, bare: T];

async function main(): Promise<void> {
  requireCpuAccounts();
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'longwave-bench-')));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const startApp = await prepareApp(folder);
  const app = await startApp();
  const { given, problems } = await answersOf(app);
  const startBare = await prepareBare(folder, given);
  const bare = await startBare();

  const cases = given.map(([each]) => each);
  await checkAlike([app, bare], cases);
  printHead(given);
  await printServing([app, bare], cases);
  const feeds = cases.filter(({ path, status }) => path === FEED && status === 200);
  await printFirst([startApp, startBare], feeds);
  for (const problem of problems) console.error(`Not measured: ${problem}.`);
  process.exit(problems.length === 0 ? 0 : 1);
}

async function prepareApp(folder: string): Promise<Start> {
  const [worker, output] = [join(folder, 'app'), join(folder, 'app', 'output')];
  await mkdir(worker, { recursive: true });
  await compileBlog(folder, output);
  await bundleWorker(worker);
  return starting(worker, output);
}

async function prepareBare(folder: string, given: readonly Given[]): Promise<Start> {
  const [worker, output] = [join(folder, 'bare'), join(folder, 'bare', 'output')];
  await writeBareWorker(worker, output, given);
  return starting(worker, output);
}

/** Starts servers that end with this process, however it ends. */
function starting(worker: string, output: string): Start {
  return async () => {
    const server = await startWorkerd(worker, output, console.error);
    const kill = () => {
      try {
        process.kill(server.pid);
      } catch {
        // It has already ended.
      }
    };
    process.once('exit', kill);
    const stop = async () => {
      process.off('exit', kill);
      await server.stop();
    };
    return { ...server, stop };
  };
}

/** The app's answer to each case, and why some cases cannot be measured. */
async function answersOf({ port }: RunningWorkerd): Promise<{ given: Given[]; problems: string[] }> {
  const cases = [
    ...casesOf(FEED, await etagOf(port, FEED), ['gzip', 'br']),
    ...casesOf(PERMALINK, await etagOf(port, PERMALINK), []),
  ];
  const given: Given[] = [];
  const problems: string[] = [];
  for (const each of cases) {
    const answer = await ask(port, each.path, each.headers);
    const problem = problemOf(each, answer);
    if (problem === undefined) given.push([each, answer]);
    else problems.push(problem);
  }
  return { given, problems };
}

async function etagOf(port: number, path: string): Promise<string> {
  const { status, headers } = await ask(port, path);
  if (headers.etag === undefined) throw new Error(`${path} was answered ${status}, without an ETag`);
  return headers.etag;
}

/** Throws an Error when the two workers answer differently. */
async function checkAlike([app, bare]: Pair<RunningWorkerd>, cases: readonly Case[]): Promise<void> {
  for (const { name, path, headers } of cases) {
    const difference = unlike(await ask(app.port, path, headers), await ask(bare.port, path, headers));
    if (difference) throw new Error(`${name}: the app and the bare handler differ in ${difference}`);
  }
}

function printHead(given: readonly Given[]): void {
  const sizes = given
    .filter(([{ status }]) => status === 200)
    .map(([{ name }, { body }]) => `${name} ${body.length} bytes`);
  console.log(`${sizes.join(', ')}\n`);
}

async function printServing(pair: Pair<RunningWorkerd>, cases: readonly Case[]): Promise<void> {
  const progress = showProgress('measuring');
  const rows: string[][] = [];
  for (const [at, each] of cases.entries()) {
    const rounds = await measure(pair, each, (done) =>
      progress.step(at * ROUNDS + done, cases.length * ROUNDS),
    );
    rows.push(servingRow(each, rounds));
  }
  progress.end();
  console.log(
    `Medians of ${ROUNDS} paired rounds of ${SECONDS} s; ratios to a bare handler with the same answers\n`,
  );
  const head = ['', 'app req/s', 'bare req/s', 'ratio', 'app µs', 'bare µs', 'ratio'];
  console.log(formatTable([head, ...rows]));
  console.log(`
Goals: throughput at least ${LEAST_THROUGHPUT} of the bare handler, CPU at most ${MOST_CPU} of it.
µs is CPU time of the server a request. In brackets: there were not requests enough to keep either server busy for
${BUSY * 100} % of the time, so that these figures are of the load, not of the servers.
`);
}

/** Measures one after the other, so that only one is under load. Each is first equally often. */
async function measure(
  [app, bare]: Pair<RunningWorkerd>,
  each: Case,
  step: (done: number) => void,
): Promise<Pair<Round>[]> {
  await load(app, each, WARM_UP_SECONDS);
  await load(bare, each, WARM_UP_SECONDS);
  const rounds: Pair<Round>[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const early = await load(round % 2 === 0 ? app : bare, each, SECONDS);
    const late = await load(round % 2 === 0 ? bare : app, each, SECONDS);
    rounds.push(round % 2 === 0 ? [early, late] : [late, early]);
    step(rounds.length);
  }
  return rounds;
}

function servingRow({ name }: Case, rounds: readonly Pair<Round>[]): string[] {
  const throughput = figures(rounds, ({ requestsPerSecond }) => requestsPerSecond);
  const micros = figures(rounds, ({ microsPerRequest }) => microsPerRequest);
  const busy = figures(rounds, (round) => round.busy);
  // Otherwise the load is the bottleneck, and the ratio compares two equal loads.
  const isLimit = Math.max(busy.app, busy.bare) >= BUSY;
  const ofServer = (figure: string) => (isLimit ? figure : `(${figure})`);
  const shown = throughput.ratio.toFixed(2);
  return [
    name,
    ofServer(throughput.app.toFixed(0)),
    ofServer(throughput.bare.toFixed(0)),
    isLimit ? `${shown} ${verdict(throughput.ratio >= LEAST_THROUGHPUT)}` : `(${shown})`,
    micros.app.toFixed(1),
    micros.bare.toFixed(1),
    `${micros.ratio.toFixed(2)} ${verdict(micros.ratio <= MOST_CPU)}`,
  ];
}

function verdict(met: boolean): string {
  return met ? 'met' : 'missed';
}

function figures(rounds: readonly Pair<Round>[], of: (round: Round) => number) {
  const pairs = rounds.map(([app, bare]) => [of(app), of(bare)] as const);
  return {
    app: median(pairs.map(([app]) => app)),
    bare: median(pairs.map(([, bare]) => bare)),
    ratio: medianRatio(pairs),
  };
}

async function printFirst([startApp, startBare]: Pair<Start>, cases: readonly Case[]): Promise<void> {
  const progress = showProgress('starting');
  const rows: string[][] = [];
  for (const [at, each] of cases.entries()) {
    const pairs: Pair<number>[] = [];
    for (let start = 0; start < STARTS; start += 1) {
      pairs.push([await firstRequestMicros(startApp, each), await firstRequestMicros(startBare, each)]);
      progress.step(at * STARTS + pairs.length, cases.length * STARTS);
    }
    rows.push(firstRow(each, pairs));
  }
  progress.end();
  console.log(`The first request to a fresh process; medians of ${STARTS} starts, CPU in ms\n`);
  console.log(formatTable([['', 'app', 'bare', 'difference', 'goal'], ...rows]));
  console.log(`\nGoal: a difference under ${MOST_FIRST_MICROS / 1000} ms.\n`);
}

function firstRow({ name }: Case, pairs: readonly Pair<number>[]): string[] {
  const difference = median(pairs.map(([app, bare]) => app - bare));
  const sides = [median(pairs.map(([app]) => app)), median(pairs.map(([, bare]) => bare)), difference];
  return [
    name,
    ...sides.map((micros) => (micros / 1000).toFixed(2)),
    verdict(difference < MOST_FIRST_MICROS),
  ];
}

function numberFrom(name: string, otherwise: number): number {
  const typed = process.env[name] ?? '';
  const number = typed === '' ? otherwise : Number(typed);
  if (!(number > 0)) throw new Error(`${name} "${typed}" is no number above 0`);
  return number;
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.exit(1));

main().catch((error: Error) => {
  console.error(error.message);
  process.exit(1);
});
