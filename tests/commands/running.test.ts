// The commands as an owner runs them, in a copy of the project. A stand-in for wrangler runs the build, as wrangler does,
// and uploads to a folder from which the live site is served.

import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { openArchive } from '../../src/archive/archive.ts';
import { createApp } from '../../src/http/app.ts';
import { FORMATS } from '../../src/routes/formats.ts';
import site from '../../src/site.ts';
import { copyProject } from '../journeys/running-blog.ts';
import { type Hub, openHub } from './a-hub.ts';
import { type Listening, listen } from './a-server.ts';

const FIRST = '---\ntitle: First\ndate: 2020-01-01\ntags: [radio, time]\n---\n\nOn the air.\n';
const SECOND = '---\ntitle: Second\ndate: 2020-01-02\ntags: [radio]\n---\n\nStill.\n';
const WRANGLER = `#!/bin/sh
echo "$*" > arguments
[ -z "$FAILS_WITH" ] || exit "$FAILS_WITH"
node --import tsx src/commands/build.ts || exit
case "$*" in *--dry-run*) ;; *) cp dist/archive.bin uploaded.bin ;; esac
`;
const ADDRESSES_OF_FEED = FORMATS.length + 1;

let folder: string;
let live: Listening;
let hub: Hub;

beforeAll(async () => {
  live = await listen((request) => {
    const uploaded = join(folder, 'uploaded.bin');
    if (!existsSync(uploaded)) return new Response(null, { status: 404 });
    return createApp(openArchive(readFileSync(uploaded))).fetch(request);
  });
  hub = await openHub(live.origin);
  folder = await copyProject({ posts: { 'first.md': FIRST } });
  await mkdir(join(folder, 'stand-in'));
  await writeFile(join(folder, 'stand-in', 'wrangler'), WRANGLER, { mode: 0o755 });
});
beforeEach(async () => {
  hub.pinged.length = 0;
  await setHub(hub.url);
});
afterAll(async () => {
  await Promise.all([live?.close(), hub?.close()]);
  await rm(folder, { recursive: true, force: true });
});

function setHub(url: string | undefined): Promise<void> {
  const settings = JSON.stringify({ ...site, origin: live.origin, author: 'Ada', people: [], hub: url });
  return writeFile(join(folder, 'src', 'site.ts'), `export default ${settings};\n`);
}

interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the command of an npm script in the copy. A command that fails resolves like any other. */
function run(
  command: string,
  args: readonly string[] = [],
  environment: Record<string, string> = {},
): Promise<Ended> {
  const path = [join(folder, 'stand-in'), join(folder, 'node_modules', '.bin'), process.env.PATH];
  const env = { PATH: path.join(delimiter), HOME: folder, ...environment };
  const argv = ['--import', 'tsx', `src/commands/${command}.ts`, ...args];
  return new Promise((resolve) => {
    const child = execFile(process.execPath, argv, { cwd: folder, env }, (_error, stdout, stderr) =>
      resolve({ code: child.exitCode ?? -1, stdout, stderr }),
    );
  });
}

/** The topics of the feeds in these folders, sorted. */
const topics = (...folders: string[]) =>
  folders
    .flatMap((path) => [...FORMATS.map(({ file }) => `${path}/${file}`), path === '' ? '/' : path])
    .map((path) => live.origin + path)
    .sort();
const ALL = ['', '/tags/radio', '/tags/time', '/authors/Ada', '/languages/en'];

/** Moves a file of the copy away until the end of the test. */
async function without(name: string): Promise<void> {
  const file = join(folder, name);
  if (!existsSync(file)) return;
  await rename(file, `${file}.away`);
  onTestFinished(() => rename(`${file}.away`, file));
}

/** Gives a file of the copy another text until the end of the test. */
async function withText(name: string, text: string): Promise<void> {
  await without(name);
  const file = join(folder, name);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, text);
  onTestFinished(() => rm(file));
}

it.each(['start', 'build', 'ping', 'deploy'])('npm run %s starts the file of that name', (name) => {
  const { scripts } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  expect(scripts[name]).toBe(`node --import tsx src/commands/${name}.ts`);
});

describe('a mistake of the owner', { timeout: 120_000 }, () => {
  type Case = [mistake: string, command: string, message: string, arrange?: () => Promise<unknown>];
  const MISSING =
    'src/site.ts is missing; restore it from your repository, or write it as docs/settings.md describes\n';
  const settings = (text: string) => () => withText('src/site.ts', text);

  // [the mistake, the command, how the message begins, what makes the mistake]
  it.each<Case>([
    ['no src/site.ts', 'build', MISSING, () => without('src/site.ts')],
    ['no src/site.ts', 'deploy', MISSING, () => without('src/site.ts')],
    ['no src/site.ts', 'ping', MISSING, () => without('src/site.ts')],
    [
      'settings without a default export',
      'build',
      'src/site.ts: the file must export the settings as its default export; begin with `export default {`',
      settings('export const x = 1;\n'),
    ],
    [
      'an undefined name in src/site.ts',
      'deploy',
      'src/site.ts:2:10: nope is not defined\n',
      settings('export default {\n  title: nope,\n};\n'),
    ],
    [
      'a syntax error in src/site.ts',
      'ping',
      'src/site.ts:2:12: Unterminated string literal\n',
      settings("export default {\n  title: 'a,\n};\n"),
    ],
    ['a broken lock', 'build', 'posts.lock.json:', () => withText('posts.lock.json', '{')],
    ['no build', 'ping', 'dist/archive.bin is missing; run `npm run build` first\n'],
    [
      'a damaged build',
      'ping',
      'dist/archive.bin cannot be read (',
      () => withText('dist/archive.bin', 'junk'),
    ],
  ])('(%s) ends npm run %s with a message and no stack', async (_, command, message, arrange) => {
    await arrange?.();
    expectMistake(await run(command), message);
  });

  it.each([
    ['SITE_ORIGIN', 'example.org', 'build', 'SITE_ORIGIN "example.org" must be only'],
    ['PORT', '80x', 'start', 'PORT "80x" is not a port; write a number such as 8787\n'],
  ])('(%s="%s") ends npm run %s with a message and no stack', async (name, value, command, message) => {
    expectMistake(await run(command, [], { [name]: value }), message);
  });

  it('(a port in use) ends npm start with a message and no stack', async () => {
    const { port } = new URL(live.origin);
    expectMistake(await run('start', [], { PORT: port }), `port ${port} is in use; choose another: PORT=`);
  });

  function expectMistake({ code, stdout, stderr }: Ended, message: string): void {
    expect(stderr.slice(0, message.length)).toBe(message);
    expect(stderr).not.toMatch(/^\s+at /m);
    expect([code, stdout, hub.pinged]).toEqual([1, '', []]);
  }
});

describe('npm run ping', { timeout: 120_000 }, () => {
  it('says how to set a hub when there is none', async () => {
    await setHub(undefined);
    const { code, stdout, stderr } = await run('ping');
    expect(stdout).toBe("No hub is set. To set one, add `hub: 'https://…'` to src/site.ts.\n");
    expect([code, stderr]).toEqual([0, '']);
  });

  it('pings the hub for every feed of the last build', async () => {
    expect(await run('build')).toMatchObject({ code: 0 });
    const { code, stdout, stderr } = await run('ping');
    expect([...hub.pinged].sort()).toEqual(topics(...ALL));
    const addresses = ALL.length * ADDRESSES_OF_FEED;
    expect(stdout).toBe(`Notified the hub at ${hub.url} of ${ALL.length} feeds (${addresses} addresses).\n`);
    expect([code, stderr]).toEqual([0, '']);
  });

  it('pings the hub only for the addresses it is given', async () => {
    const { code, stdout } = await run('ping', ['/tags/time', `${live.origin}/atom.xml`]);
    expect([...hub.pinged].sort()).toEqual([`${live.origin}/atom.xml`, `${live.origin}/tags/time`]);
    expect([code, stdout]).toEqual([0, `Notified the hub at ${hub.url} of 2 addresses.\n`]);
  });
});

describe('npm run deploy', { timeout: 240_000 }, () => {
  const uploaded = () => existsSync(join(folder, 'uploaded.bin'));

  it('passes on the exit code of a failed upload, and pings nobody', async () => {
    expect(await run('deploy', [], { FAILS_WITH: '3' })).toMatchObject({ code: 3, stderr: '' });
    expect([uploaded(), hub.pinged]).toEqual([false, []]);
  });

  it('passes its arguments on, and pings nobody in a dry run', async () => {
    const { code, stdout } = await run('deploy', ['--dry-run', '--minify']);
    expect(readFileSync(join(folder, 'arguments'), 'utf8')).toBe('deploy --dry-run --minify\n');
    expect(stdout).toContain('Compiled 1 entry into dist/archive.bin');
    expect([code, uploaded(), hub.pinged]).toEqual([0, false, []]);
  });

  it('pings the hub for every feed at first', async () => {
    const { code, stdout, stderr } = await run('deploy');
    expect([...hub.pinged].sort()).toEqual(topics(...ALL));
    const notified = `Notified the hub at ${hub.url} of ${ALL.length} feeds`;
    expect(stdout.indexOf(notified)).toBeGreaterThan(stdout.indexOf('Compiled 1 entry'));
    expect([code, stderr, hub.complaints]).toEqual([0, '', []]);
  });

  it('pings the hub for the feeds with a new post, and for no other', async () => {
    await writeFile(join(folder, 'posts', 'second.md'), SECOND);
    const { code, stderr } = await run('deploy');
    expect([...hub.pinged].sort()).toEqual(topics('', '/tags/radio', '/authors/Ada', '/languages/en'));
    expect([code, stderr]).toEqual([0, '']);
  });

  it('stops at a post with an error, and reports it once', async () => {
    await writeFile(join(folder, 'posts', 'third.md'), '---\ntitle: Third\ndate: soon\n---\n');
    const { code, stderr } = await run('deploy');
    expect([code, hub.pinged]).toEqual([1, []]);
    expect(stderr.match(/posts\/third\.md:3/g)).toHaveLength(1);
  });
});
