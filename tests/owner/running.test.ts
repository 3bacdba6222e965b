// The commands as an owner runs them, in a copy of the project. A stand-in for wrangler runs the build, as wrangler does,
// and uploads to a folder from which the live site is served.

import { existsSync, readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openArchive } from '../../src/archive/archive.ts';
import { createApp } from '../../src/http/app.ts';
import { FORMATS } from '../../src/routes/formats.ts';
import { type Hub, openHub } from '../commands/a-hub.ts';
import { type Listening, listen } from '../commands/a-server.ts';
import { type Owner, openProject } from './an-owner.ts';

const FIRST = '---\ntitle: First\ndate: 2020-01-01\ntags: [radio, time]\n---\n\nOn the air.\n';
const SECOND = '---\ntitle: Second\ndate: 2020-01-02\ntags: [radio]\n---\n\nStill.\n';
const ADDRESSES_OF_FEED = FORMATS.length + 1;

let owner: Owner;
let live: Listening;
let hub: Hub;

beforeAll(async () => {
  live = await listen((request) => {
    const uploaded = join(owner.folder, 'uploaded.bin');
    if (!existsSync(uploaded)) return new Response(null, { status: 404 });
    return createApp(openArchive(readFileSync(uploaded))).fetch(request);
  });
  hub = await openHub(live.origin);
  owner = await openProject(FIRST);
});
beforeEach(async () => {
  hub.pinged.length = 0;
  await owner.setHub(live.origin, hub.url);
});
afterAll(async () => {
  await Promise.all([live?.close(), hub?.close(), owner?.close()]);
});

/** The topics of the feeds in these folders, sorted. */
const topics = (...folders: string[]) =>
  folders
    .flatMap((path) => [...FORMATS.map(({ file }) => `${path}/${file}`), path === '' ? '/' : path])
    .map((path) => live.origin + path)
    .sort();
const ALL = ['', '/tags/radio', '/tags/time', '/authors/Ada', '/languages/en'];

it.each(['start', 'build', 'ping', 'deploy'])('npm run %s starts the file of that name', (name) => {
  const { scripts } = JSON.parse(readFileSync(join(owner.folder, 'package.json'), 'utf8'));
  expect(scripts[name]).toBe(`node --import tsx src/commands/${name}.ts`);
});

describe('npm run ping', { timeout: 120_000 }, () => {
  it('says how to set a hub when there is none', async () => {
    await owner.setHub(live.origin, undefined);
    const { code, stdout, stderr } = await owner.run('ping');
    expect(stdout).toBe("No hub is set. To set one, add `hub: 'https://…'` to src/site.ts.\n");
    expect([code, stderr]).toEqual([0, '']);
  });

  it('pings the hub for every feed of the last build', async () => {
    expect(await owner.run('build')).toMatchObject({ code: 0 });
    const { code, stdout, stderr } = await owner.run('ping');
    expect([...hub.pinged].sort()).toEqual(topics(...ALL));
    const addresses = ALL.length * ADDRESSES_OF_FEED;
    expect(stdout).toBe(`Notified the hub at ${hub.url} of ${ALL.length} feeds (${addresses} addresses).\n`);
    expect([code, stderr]).toEqual([0, '']);
  });

  it('pings the hub only for the addresses it is given', async () => {
    const { code, stdout } = await owner.run('ping', ['/tags/time', `${live.origin}/atom.xml`]);
    expect([...hub.pinged].sort()).toEqual([`${live.origin}/atom.xml`, `${live.origin}/tags/time`]);
    expect([code, stdout]).toEqual([0, `Notified the hub at ${hub.url} of 2 addresses.\n`]);
  });
});

describe('npm run deploy', { timeout: 240_000 }, () => {
  const uploaded = () => existsSync(join(owner.folder, 'uploaded.bin'));

  it('passes on the exit code of a failed upload, and pings nobody', async () => {
    expect(await owner.run('deploy', [], { FAILS_WITH: '3' })).toMatchObject({ code: 3, stderr: '' });
    expect([uploaded(), hub.pinged]).toEqual([false, []]);
  });

  it('passes its arguments on, and pings nobody in a dry run', async () => {
    const { code, stdout } = await owner.run('deploy', ['--dry-run', '--minify']);
    expect(readFileSync(join(owner.folder, 'arguments'), 'utf8')).toBe('deploy --dry-run --minify\n');
    expect(stdout).toContain('Compiled 1 entry into dist/archive.bin');
    expect([code, uploaded(), hub.pinged]).toEqual([0, false, []]);
  });

  it('pings the hub for every feed at first', async () => {
    const { code, stdout, stderr } = await owner.run('deploy');
    expect([...hub.pinged].sort()).toEqual(topics(...ALL));
    const notified = `Notified the hub at ${hub.url} of ${ALL.length} feeds`;
    expect(stdout.indexOf(notified)).toBeGreaterThan(stdout.indexOf('Compiled 1 entry'));
    expect([code, stderr, hub.complaints]).toEqual([0, '', []]);
  });

  it('pings the hub for the feeds with a new post, and for no other', async () => {
    await writeFile(join(owner.folder, 'posts', 'second.md'), SECOND);
    const { code, stderr } = await owner.run('deploy');
    expect([...hub.pinged].sort()).toEqual(topics('', '/tags/radio', '/authors/Ada', '/languages/en'));
    expect([code, stderr]).toEqual([0, '']);
  });

  it('asks and tells the hub nothing when it deploys the worker of a site that has moved', async () => {
    const { code, stdout, stderr } = await owner.run('deploy', ['--config', 'wrangler.moved.toml']);
    expect(readFileSync(join(owner.folder, 'arguments'), 'utf8')).toBe(
      'deploy --config wrangler.moved.toml\n',
    );
    expect(stdout).not.toContain('hub');
    expect([code, stderr, hub.pinged]).toEqual([0, '', []]);
  });

  it('stops at a post with an error, and reports it once', async () => {
    await writeFile(join(owner.folder, 'posts', 'third.md'), '---\ntitle: Third\ndate: soon\n---\n');
    const { code, stderr } = await owner.run('deploy');
    expect([code, hub.pinged]).toEqual([1, []]);
    expect(stderr.match(/posts\/third\.md:3/g)).toHaveLength(1);
  });
});
