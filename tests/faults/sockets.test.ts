// Raw sockets on the running worker: tens of thousands of malformed, partial and pipelined requests, while an ordinary
// reader polls. None may fail the server, hang it, or change what the reader gets.

import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { post } from '../compile/blog.ts';
import { type RunningBlog, startBlog } from '../journeys/running-blog.ts';
import { SEED, times } from './random.ts';
import { type Burst, burst } from './requests.ts';

const SECOND = 1000;
const BURSTS = times(12_000);
const AT_ONCE = 48;
/** A complete request is answered within this time; a partial one is given up after the shorter time. */
const ANSWER_MS = 20 * SECOND;
const SILENCE_MS = 150;
/** Refusals that HTTP demands: of an unknown transfer coding, and of an unknown version. */
const DEMANDED = [501, 505];

const POSTS = {
  'first.md': `${post('title: First\ndate: 2026-01-01\ntags: [radio, 時刻]\naliases: /2020/old/')}\n![A dial](dial.svg) [pips](pips.wav)\n`,
  'second.md': post('title: Second\ndate: 2026-01-02\ntags: [radio]'),
  'dial.svg': '<svg xmlns="http://www.w3.org/2000/svg"><title>A dial</title></svg>',
  'pips.wav': 'RIFF, and a minute of silence',
};

let blog: RunningBlog;
let direct: { port: number; stop(): Promise<void> };
beforeAll(async () => {
  blog = await startBlog({ posts: POSTS });
  direct = await serveBuild(blog.folder);
}, 180 * SECOND);
afterAll(async () => {
  await direct?.stop();
  await blog?.stop();
});

/** workerd without the front of `npm start`. */
async function serveBuild(folder: string) {
  await promisify(execFile)('npm', ['run', 'build'], { cwd: folder });
  const scratch = await mkdtemp(join(tmpdir(), 'longwave-workerd-'));
  const script = fileURLToPath(new URL('../journeys/serve-build.ts', import.meta.url));
  const child = spawn(process.execPath, ['--import', 'tsx', script, scratch, join(folder, 'dist')], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const [line] = await once(createInterface(child.stdout), 'line');
  return {
    port: Number(line),
    async stop() {
      child.stdin.end();
      await once(child, 'exit');
      await rm(scratch, { recursive: true, force: true });
    },
  };
}

/** Writes the parts one after the other. Resolves with all that came back until the end or a silence. */
function send({ parts, kind }: Burst, port: number): Promise<string> {
  return new Promise((resolve, reject) => {
    let answer = '';
    const socket = connect(port, '127.0.0.1');
    const deadline = setTimeout(() => {
      socket.destroy();
      reject(new Error(`no answer within ${ANSWER_MS / SECOND} s`));
    }, ANSWER_MS);
    socket.setNoDelay(true).setEncoding('latin1');
    socket.on('connect', () => {
      for (const part of parts) if (socket.writable) socket.write(part, 'latin1');
    });
    socket.on('data', (part: string) => {
      answer += part;
    });
    socket.setTimeout(SILENCE_MS, () => {
      if (kind !== 'complete' || answer !== '') socket.destroy();
    });
    // The server may close the connection before it has read everything.
    socket.on('error', () => socket.destroy());
    socket.on('close', () => {
      clearTimeout(deadline);
      resolve(answer);
    });
  });
}

/** workerd refuses some malformed heads, such as two Host headers, with a 500 of its own, and the worker never sees them. */
function isFailure(status: number, kind: Burst['kind'], answer: string): boolean {
  const isOfWorker = kind !== 'malformed' || answer.includes('Something went wrong here');
  return status >= 500 && !DEMANDED.includes(status) && isOfWorker;
}

function statusesIn(answer: string): number[] {
  return [...answer.matchAll(/(?:^|\n|(?<=[^\r\n]))HTTP\/1\.[01] (\d{3})/g)].map(([, status]) =>
    Number(status),
  );
}

const READ = [
  '/rss.xml',
  '/atom.xml',
  '/posts/first',
  '/media/dial.svg',
  '/tags/radio/feed.json',
  '/nothing',
];

const readAll = (port: number) =>
  Promise.all(
    READ.map(async (path) => {
      const response = await fetch(`http://localhost:${port}${path}`, { redirect: 'manual' });
      const { status, headers } = response;
      return { path, status, etag: headers.get('etag'), text: await response.text() };
    }),
  );

describe.each(['the front of npm start', 'workerd'])(`junk on the sockets of %s (SEED=${SEED})`, (name) => {
  it('causes no failure, no hang, and no other answer to a reader', { timeout: 300 * SECOND }, async () => {
    const port = name === 'workerd' ? direct.port : Number(new URL(blog.origin).port);
    const bursts = fc.sample(burst, { numRuns: BURSTS, seed: SEED });
    const before = await readAll(port);
    expect(before.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 404]);
    const seen = new Map<number, number>();
    let next = 0;
    let isDone = false;
    const sendAll = async () => {
      for (let sent = bursts[next++]; sent; sent = bursts[next++]) {
        const what = JSON.stringify(sent.parts).slice(0, 2000);
        const answer = await send(sent, port).catch((error: Error) => {
          throw new Error(`${error.message}: ${what}`);
        });
        for (const status of statusesIn(answer)) {
          seen.set(status, (seen.get(status) ?? 0) + 1);
          if (isFailure(status, sent.kind, answer)) throw new Error(`${status} to ${what}: ${answer}`);
        }
      }
    };
    const read = async () => {
      while (!isDone) expect(await readAll(port)).toEqual(before);
    };
    const reading = read();
    await Promise.all(Array.from({ length: AT_ONCE }, sendAll)).finally(() => {
      isDone = true;
    });
    await reading;
    expect(await readAll(port)).toEqual(before);
    // If all junk were refused early, it would test nothing.
    for (const status of [200, 304, 400, 404, 405])
      expect(seen.get(status) ?? 0, `${status}`).toBeGreaterThan(50);
  });
});
