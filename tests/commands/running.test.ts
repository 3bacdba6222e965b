// The commands as an owner runs them, in a copy of the project: npm run ping, and npm run deploy with a stand-in for
// wrangler that compiles as it does and uploads to a folder, from which the site is served.

import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openArchive } from '../../src/archive/archive.ts';
import { createApp } from '../../src/http/app.ts';
import { FORMATS } from '../../src/routes/formats.ts';
import site from '../../src/site.ts';
import { feedPath } from '../a-blog.ts';
import { copyProject } from '../journeys/running-blog.ts';
import { type Hub, openHub } from './a-hub.ts';
import { type Listening, listen, nobody } from './a-server.ts';

const FIRST = '---\ntitle: First\ndate: 2020-01-01\ntags: [radio, time]\n---\n\nOn the air.\n';
const SECOND = '---\ntitle: Second\ndate: 2020-01-02\ntags: [radio]\n---\n\nStill.\n';
const WRANGLER = `#!/bin/sh
echo "$*" > arguments
[ -z "$FAILS_WITH" ] || exit "$FAILS_WITH"
npm run build || exit
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
  hub.told.length = 0;
  await nameHub(hub.url);
});
afterAll(async () => {
  await Promise.all([live?.close(), hub?.close()]);
  await rm(folder, { recursive: true, force: true });
});

function nameHub(url: string | undefined): Promise<void> {
  const settings = JSON.stringify({ ...site, origin: live.origin, author: 'Ada', people: [], hub: url });
  return writeFile(join(folder, 'src', 'site.ts'), `export default ${settings};\n`);
}

interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a command in the copy. Not execFile's promise: a command that fails is a result like any other. */
function run(
  command: string,
  args: readonly string[],
  environment: Record<string, string> = {},
): Promise<Ended> {
  const path = [join(folder, 'stand-in'), join(folder, 'node_modules', '.bin'), process.env.PATH];
  const env = { PATH: path.join(delimiter), HOME: folder, ...environment };
  return new Promise((resolve) => {
    const child = execFile(command, args, { cwd: folder, env }, (_error, stdout, stderr) =>
      resolve({ code: child.exitCode ?? -1, stdout, stderr }),
    );
  });
}
const npm = (...args: string[]) => run('npm', ['run', '--silent', ...args]);
const deploy = (args: readonly string[] = [], environment: Record<string, string> = {}) =>
  run(process.execPath, ['--import', 'tsx', 'src/commands/deploy.ts', ...args], environment);

/** In the order in which readers would list them. */
const topics = (...folders: string[]) =>
  folders
    .flatMap((path) => [...FORMATS.map(({ file }) => `${path}/${file}`), path === '' ? '/' : path])
    .map((path) => live.origin + path)
    .sort();
const ALL = ['', '/tags/radio', '/tags/time', '/authors/Ada', '/languages/en'];

describe('a src/site.ts that is wrong', { timeout: 120_000 }, () => {
  const build = () => npm('build');
  const BEGIN = 'begin with `export default {`';

  // What is wrong, the text of the file if there is one, and what the owner is told.
  it.each<[string, string | undefined, string]>([
    ['is missing', undefined, 'src/site.ts is missing; bring it back from your repository, or write it as'],
    [
      'exports nothing by default',
      'export const x = 1;\n',
      `src/site.ts: the file must export the settings as its default export; ${BEGIN}`,
    ],
    [
      'names what is not there',
      'export default {\n  title: nope,\n};\n',
      'src/site.ts:2:10: nope is not defined',
    ],
    ['is no TypeScript', "export default {\n  title: 'a,\n};\n", 'src/site.ts:2:12: Unterminated string'],
    [
      'lacks a setting',
      'export default {};\n',
      'src/site.ts: title is missing\nsrc/site.ts: description is missing',
    ],
  ])('is named because it %s', async (_, text, message) => {
    const file = join(folder, 'src', 'site.ts');
    await rm(file);
    if (text !== undefined) await writeFile(file, text);
    for (const command of [build, deploy]) {
      const { code, stderr } = await command();
      expect(stderr).toContain(message);
      expect(stderr).not.toMatch(/^\s+at /m);
      expect([code, hub.told]).toEqual([1, []]);
    }
  });
});

describe('npm run ping', { timeout: 120_000 }, () => {
  it('says how to begin when there is no hub', async () => {
    await nameHub(undefined);
    const { code, stdout, stderr } = await npm('ping');
    expect(stdout).toMatch(/^There is no hub to tell; .*`hub: 'https:\/\/…'` in src\/site\.ts\.\n$/);
    expect([code, stderr]).toEqual([0, '']);
  });

  it('says how to go on when nothing was compiled', async () => {
    const { code, stdout, stderr } = await npm('ping');
    expect(stderr).toBe('dist/archive.bin is not there yet; write it with `npm run build`\n');
    expect([code, stdout]).toEqual([1, '']);
  });

  it('tells the hub of every feed that was compiled', async () => {
    expect(await npm('build')).toMatchObject({ code: 0 });
    const { code, stdout, stderr } = await npm('ping');
    expect([...hub.told].sort()).toEqual(topics(...ALL));
    const addresses = ALL.length * ADDRESSES_OF_FEED;
    expect(stdout).toBe(`Told the hub at ${hub.url} of ${ALL.length} feeds (${addresses} addresses).\n`);
    expect([code, stderr]).toEqual([0, '']);
  });

  it('tells the hub of nothing but the addresses it was given', async () => {
    const { code, stdout } = await npm('ping', '/tags/time', `${live.origin}/atom.xml`);
    expect([...hub.told].sort()).toEqual([`${live.origin}/atom.xml`, `${live.origin}/tags/time`]);
    expect([code, stdout]).toEqual([0, `Told the hub at ${hub.url} of 2 addresses.\n`]);
  });

  it('tells the hub of nothing when one of the addresses is wrong', async () => {
    const { code, stderr } = await npm('ping', '/rss.xml', '/rss.xm');
    expect([code, hub.told]).toEqual([1, []]);
    expect(stderr).toMatch(/^"\/rss\.xm" is not an address that the hub is told of; .*\n$/);
  });

  it('warns of a hub that is not there, and has not failed', async () => {
    await nameHub(await nobody());
    const { code, stdout, stderr } = await npm('ping', '/rss.xml');
    expect([code, stdout]).toEqual([0, '']);
    expect(stderr).toContain(`it refused the connection`);
    expect(stderr).toContain(`${live.origin}/rss.xml`);
  });
});

describe('npm run deploy', { timeout: 240_000 }, () => {
  const uploaded = () => existsSync(join(folder, 'uploaded.bin'));

  it('is this command, and npm run ping is the other', () => {
    const { scripts } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    expect(scripts).toMatchObject({
      deploy: 'node --import tsx src/commands/deploy.ts',
      ping: 'node --import tsx src/commands/ping.ts',
    });
  });

  it('passes on the exit code of an upload that fails, and tells nobody anything', async () => {
    expect(await deploy([], { FAILS_WITH: '3' })).toMatchObject({ code: 3, stderr: '' });
    expect([uploaded(), hub.told]).toEqual([false, []]);
  });

  it('passes its arguments on, and tells nobody of a dry run', async () => {
    const { code, stdout } = await deploy(['--dry-run', '--minify']);
    expect(readFileSync(join(folder, 'arguments'), 'utf8')).toBe('deploy --dry-run --minify\n');
    expect(stdout).toContain('Compiled 1 entry into dist/archive.bin');
    expect([code, uploaded(), hub.told]).toEqual([0, false, []]);
  });

  it('tells the hub of every feed at first', async () => {
    const { code, stdout, stderr } = await deploy();
    expect([...hub.told].sort()).toEqual(topics(...ALL));
    const told = `Told the hub at ${hub.url} of ${ALL.length} feeds`;
    expect(stdout.indexOf(told)).toBeGreaterThan(stdout.indexOf('Compiled 1 entry'));
    expect([code, stderr, hub.complaints]).toEqual([0, '', []]);
  });

  it('tells the hub of the feeds that a new post is in, and of no other', async () => {
    await writeFile(join(folder, 'posts', 'second.md'), SECOND);
    const { code, stderr } = await deploy();
    expect([...hub.told].sort()).toEqual(topics('', '/tags/radio', '/authors/Ada', '/languages/en'));
    expect([code, stderr]).toEqual([0, '']);
  });

  it('tells nobody anything when nothing has changed', async () => {
    const { code, stdout } = await deploy();
    expect([code, hub.told]).toEqual([0, []]);
    expect(stdout).toContain('No feed has changed');
  });

  it('deploys though the hub is not there, and warns', async () => {
    const dead = await nobody();
    await nameHub(dead);
    const { code, stderr } = await deploy();
    expect(code).toBe(0);
    for (const part of [dead, 'it refused the connection', live.origin + feedPath(FORMATS[0])])
      expect(stderr).toContain(part);
  });

  it('stops at a post with an error, which is reported once', async () => {
    await writeFile(join(folder, 'posts', 'third.md'), '---\ntitle: Third\ndate: soon\n---\n');
    const { code, stderr } = await deploy();
    expect([code, hub.told]).toEqual([1, []]);
    expect(stderr.match(/posts\/third\.md:3/g)).toHaveLength(1);
  });
});
