// A soak: readers ask a running blog without a pause while its author saves one post again and again.

import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { Agent, get, type IncomingMessage } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import type { RunningBlog } from '../journeys/running-blog.ts';

const CLIENTS = 16;
/** Some clients leave their connection idle for up to this long, so that a version ends between two requests. */
const LONGEST_IDLE_MS = 600;

export interface Soaked {
  readonly requests: number;
  /** What went wrong, such as `/media/dial.svg: 404` or `/atom.xml: ECONNRESET`. */
  readonly failures: readonly string[];
}

/**
 * Saves a post as often as told, and waits for each version, while clients with lasting connections request the paths.
 * Resolves when all clients have closed their connections.
 */
export async function soak(
  blog: RunningBlog,
  {
    post,
    textOf,
    paths,
    saves,
  }: {
    readonly post: string;
    readonly textOf: (save: number) => string;
    readonly paths: readonly string[];
    readonly saves: number;
  },
): Promise<Soaked> {
  const agent = new Agent({ keepAlive: true });
  const failures: string[] = [];
  let requests = 0;
  let isSaving = true;
  const readAll = async (client: number) => {
    while (isSaving) {
      const path = paths[requests++ % paths.length] ?? '/';
      const failure = await failureOf(blog.origin + path, agent);
      if (failure !== undefined) failures.push(`${path}: ${failure}`);
      if (client % 4 === 0) await pause(Math.random() * LONGEST_IDLE_MS);
    }
  };
  const clients = Array.from({ length: CLIENTS }, (_, client) => readAll(client));
  for (let save = 1; save <= saves; save++) {
    const length = blog.output().length;
    await blog.writePost(post, textOf(save));
    await blog.waitFor(() => blog.output().slice(length).includes('changed; serving'), `save ${save}`);
  }
  isSaving = false;
  await Promise.all(clients);
  agent.destroy();
  return { requests, failures };
}

/** The descriptors that a process has open (Linux). */
export function openDescriptors(pid: number): number {
  return readdirSync(`/proc/${pid}/fd`).length;
}

async function failureOf(address: string, agent: Agent): Promise<string | undefined> {
  try {
    const [response] = (await once(
      get(address.replace('localhost', '127.0.0.1'), { agent }),
      'response',
    )) as [IncomingMessage];
    await once(response.resume(), 'end');
    return response.statusCode === 200 ? undefined : String(response.statusCode);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code ?? (error as Error).message;
  }
}
