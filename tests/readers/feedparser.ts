// feedparser, the parser of most feed readers in Python. It reads one feed at a time.

import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { PYTHON } from './tools.ts';

const run = promisify(execFile);
const SCRIPT = fileURLToPath(new URL('read_feed.py', import.meta.url));
const DEADLINE_MS = 60_000;

export interface ParsedEntry {
  readonly id: string | null;
  readonly title: string | null;
  readonly link: string | null;
  /** ISO 8601, in whole seconds and UTC. */
  readonly published: string | null;
  readonly updated: string | null;
  readonly summary: string | null;
  readonly content: readonly string[];
  readonly authors: readonly string[];
  readonly tags: readonly string[];
  readonly enclosures: readonly { readonly href: string; readonly type: string; readonly length: number }[];
  readonly links: readonly { readonly rel: string; readonly href: string }[];
  readonly language: string | null;
}

export interface ParsedFeed {
  /** Whether feedparser found anything wrong, and what. */
  readonly bozo: boolean;
  readonly bozo_exception: string | null;
  readonly status: number;
  /** Where the document came from, which differs from the address that was polled after a redirect. */
  readonly href: string;
  readonly version: string;
  readonly etag: string | null;
  readonly modified: string | null;
  readonly feed: {
    readonly title: string | null;
    readonly subtitle: string | null;
    readonly link: string | null;
    readonly language: string | null;
    readonly rights: string | null;
    readonly updated: string | null;
    readonly links: readonly { readonly rel: string; readonly href: string }[];
  };
  readonly entries: readonly ParsedEntry[];
}

/** Polls a feed, with the validators of an earlier poll if there was one. */
export async function poll(
  address: string,
  before?: Pick<ParsedFeed, 'etag' | 'modified'>,
): Promise<ParsedFeed> {
  const validators = before ? [before.etag ?? '', before.modified ?? ''] : [];
  const { stdout } = await run(PYTHON, [SCRIPT, address, ...validators], {
    env: { PATH: process.env.PATH, LC_ALL: 'C.UTF-8', no_proxy: '*' },
    maxBuffer: 64 * 1024 * 1024,
    timeout: DEADLINE_MS,
  });
  return JSON.parse(stdout);
}
