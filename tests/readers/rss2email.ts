// rss2email, run as a user would from cron: a folder with its configuration, its database and a mailbox.

import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { PYTHON } from './tools.ts';

const run = promisify(execFile);
const MAILBOX_READER = fileURLToPath(new URL('read_maildir.py', import.meta.url));
const DEADLINE_MS = 60_000;

/** A message as a mail program understands it. */
export interface Message {
  /** Address of the feed that it came from. */
  readonly feed: string;
  readonly id: string;
  readonly subject: string;
  readonly author: string;
  /** ISO 8601, in whole seconds and UTC. */
  readonly date: string;
  readonly link: string;
  /** Joined by commas. */
  readonly tags: string;
  /** The content of the entry, without the heading and the foot that rss2email adds. */
  readonly content: string;
  readonly enclosures: readonly string[];
}

export interface Rss2email {
  /** Polls every feed and mails what is new. Throws when rss2email reports anything. */
  run(): Promise<void>;
  /** The addresses that rss2email is subscribed to now, in the order given. */
  addresses(): Promise<string[]>;
  /** What has been mailed since the last call, feed by feed in the order given, newest entry first. */
  take(): Promise<Message[]>;
  remove(): Promise<void>;
}

export async function receiveByMail(...addresses: string[]): Promise<Rss2email> {
  const folder = await mkdtemp(join(tmpdir(), 'longwave-rss2email-'));
  const path = (name: string) => join(folder, name);
  await writeFile(path('rss2email.cfg'), configuration(folder, addresses));
  const currentAddresses = async () => {
    const kept = await readFile(path('rss2email.cfg'), 'utf8');
    return [...kept.matchAll(/^url = (.+)$/gm)].map(([, url = '']) => url.replaceAll('$$', '$'));
  };
  return {
    addresses: currentAddresses,
    run: async () => {
      const files = ['-c', path('rss2email.cfg'), '-d', path('rss2email.json')];
      const { stderr } = await run('r2e', [...files, 'run'], {
        env: { PATH: process.env.PATH, HOME: folder, LC_ALL: 'C.UTF-8', no_proxy: '*' },
        timeout: DEADLINE_MS,
      });
      if (stderr !== '') throw new Error(`rss2email complains:\n${stderr}`);
    },
    take: async () => {
      const { stdout } = await run(PYTHON, [MAILBOX_READER, path('inbox')], {
        env: { LC_ALL: 'C.UTF-8' },
        maxBuffer: 64 * 1024 * 1024,
        timeout: DEADLINE_MS,
      });
      const messages: Message[] = JSON.parse(stdout);
      await rm(path('inbox'), { recursive: true, force: true });
      const known = new Set([...addresses, ...(await currentAddresses())]);
      return [...known].flatMap((address) =>
        messages.filter(({ feed }) => feed === address).sort(newestFirst),
      );
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

/** The defaults, except that a message has unchanged HTML, the entry's own date, and only the name of the author. */
function configuration(folder: string, addresses: readonly string[]): string {
  const feeds = addresses.map(
    (address, number) => `[feed.${number}]\nurl = ${address.replaceAll('$', '$$$$')}\n`,
  );
  return `[DEFAULT]
to = reader@localhost
email-protocol = maildir
maildir-path = ${folder}
maildir-mailbox = inbox
html-mail = True
date-header = True
date-header-order = issued
name-format = {author}
verbose = warning

${feeds.join('\n')}`;
}

function newestFirst(a: Message, b: Message): number {
  return Date.parse(b.date) - Date.parse(a.date);
}
