// The worker at the old address of a site that has moved, over the wire.

import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type MovedWorker, startMovedWorker } from './moved-worker.ts';

const NEW = 'https://new.example';
const textOf = (name: string) => readFile(fileURLToPath(new URL(`../../${name}`, import.meta.url)), 'utf8');

describe('the worker at the old address of a site', () => {
  let worker: MovedWorker;

  beforeAll(async () => {
    worker = await startMovedWorker(NEW);
  });

  afterAll(async () => {
    await worker?.stop();
  });

  const ask = (address: string, init: RequestInit = {}) =>
    fetch(worker.origin + address, { redirect: 'manual', ...init });

  it.each([
    ['GET', '/rss.xml?not=Radio'],
    ['HEAD', '/posts/größe'],
    ['GET', '/media/launch/episode.mp3'],
  ])('answers %s %s with a redirect to the new one', async (method, address) => {
    const { status, headers } = await ask(address, { method });
    expect([status, headers.get('Location')]).toEqual([301, NEW + encodeURI(address)]);
    expect(headers.get('Content-Length')).toBe('0');
  });

  it.each([
    ['POST', '/rss.xml', 405],
    ['OPTIONS', '/rss.xml', 204],
    ['GET', '/healthz', 200],
  ])('answers %s %s itself, with %i', async (method, address, status) => {
    expect((await ask(address, { method })).status).toBe(status);
  });

  it('cannot be started, or deployed, without the new address', async () => {
    await expect(startMovedWorker('')).rejects.toThrow('MOVED_TO "" must be only a scheme and a host');
  });

  it('is configured like the worker of the site, with nothing that is served or run before it', async () => {
    const [moved, site] = await Promise.all(['wrangler.moved.toml', 'wrangler.toml'].map(textOf));
    const date = /^compatibility_date = .+$/m;
    expect(date.exec(moved ?? '')?.[0]).toBe(date.exec(site ?? '')?.[0]);
    expect(moved).not.toMatch(/^\[(?:assets|build)\]/m);
  });
});
