// respond(): statuses and headers of an answer, given a representation.

import { describe, expect, it, vi } from 'vitest';
import type { Encoding } from '../../src/http/content-encoding.ts';
import type { Representation } from '../../src/http/representation.ts';
import { answerOf, redirect, respond, sayPlainly } from '../../src/http/respond.ts';

const NOW = Date.UTC(2026, 0, 2);
const inEncoding = (encoding: Encoding) => new TextEncoder().encode(`hello in ${encoding}`);

const representation = (given: Partial<Representation> = {}): Representation => ({
  contentType: 'text/plain; charset=utf-8',
  validator: { etag: 'tag', modified: Date.UTC(2026, 0, 1) },
  cacheControl: () => 'public, max-age=60',
  body: () => ({ encodings: ['br', 'gzip', 'identity'], bytes: inEncoding }),
  ...given,
});
const answer = (headers: Record<string, string>, given: Partial<Representation> = {}) =>
  respond(new Headers(headers), answerOf(representation(given)), NOW);

/** The headers that every response has, a 304 included. */
const REPEATED = {
  'access-control-allow-origin': '*',
  'access-control-expose-headers': 'ETag, Last-Modified, Link',
  'cache-control': 'public, max-age=60',
  etag: 'W/"tag"',
  'last-modified': 'Thu, 01 Jan 2026 00:00:00 GMT',
  vary: 'Accept-Encoding',
};
const SENT = {
  ...REPEATED,
  'content-length': '17',
  'content-type': 'text/plain; charset=utf-8',
  'x-content-type-options': 'nosniff',
};

describe('respond', () => {
  it('sends the bytes with their type, validators and lifetime', async () => {
    const response = await answer({});
    expect(response.status).toBe(200);
    expect(Object.fromEntries(response.headers)).toEqual(SENT);
    expect(await response.text()).toBe('hello in identity');
  });

  it('answers 304 without rendering anything, with the headers that a cache needs', async () => {
    const body = vi.fn(representation().body);
    const response = await answer({ 'If-None-Match': 'W/"tag"', 'Accept-Encoding': 'gzip' }, { body });
    expect(response.status).toBe(304);
    expect(body).not.toHaveBeenCalled();
    expect(Object.fromEntries(response.headers)).toEqual(REPEATED);
    expect(await response.text()).toBe('');
  });

  // Accept-Encoding, and the encoding of the response.
  it.each([
    ['gzip', 'gzip'],
    ['gzip, deflate, br, zstd', 'br'],
    ['identity', null],
    ['br;q=0, *;q=0', null],
  ])('answers a client that accepts “%s” in the encoding %s', async (accepted, encoding) => {
    const response = await answer({ 'Accept-Encoding': accepted });
    const text = `hello in ${encoding ?? 'identity'}`;
    expect(Object.fromEntries(response.headers)).toEqual({
      ...SENT,
      'content-length': String(text.length),
      ...(encoding && { 'content-encoding': encoding }),
    });
    expect(await response.text()).toBe(text);
  });

  it('never answers 304 when there is no validator', async () => {
    const { validator: _, ...unvalidated } = representation({ status: 404 });
    const response = await respond(new Headers({ 'If-None-Match': '*' }), answerOf(unvalidated), NOW);
    expect(response.status).toBe(404);
    expect(response.headers.get('ETag')).toBeNull();
  });

  it('sends the Vary and the links of the representation', async () => {
    const response = await answer(
      {},
      { vary: ['Accept'], links: [{ href: 'https://hub.example', rel: 'hub' }] },
    );
    expect(response.headers.get('Vary')).toBe('Accept-Encoding, Accept');
    expect(response.headers.get('Link')).toBe('<https://hub.example/>; rel="hub"');
  });

  it('computes Cache-Control at the moment of the request', async () => {
    const response = await answer({}, { cacheControl: (now) => `max-age=${now - NOW + 7}` });
    expect(response.headers.get('Cache-Control')).toBe('max-age=7');
  });
});

describe('a redirect', () => {
  it('is cached no longer than a document, and scripts of any site may follow it', () => {
    const response = redirect(308, '/posts/first', 'public, max-age=60');
    expect(response.status).toBe(308);
    expect(Object.fromEntries(response.headers)).toEqual({
      'access-control-allow-origin': '*',
      'access-control-expose-headers': 'ETag, Last-Modified, Link',
      'cache-control': 'public, max-age=60',
      'content-length': '0',
      location: '/posts/first',
    });
  });
});

describe('a plain answer', () => {
  it('is a line of text that is not cached', async () => {
    const response = sayPlainly(405, 'Only GET.', { Allow: 'GET' });
    expect(await response.text()).toBe('Only GET.\n');
    expect(Object.fromEntries(response.headers)).toEqual({
      'access-control-allow-origin': '*',
      'access-control-expose-headers': 'ETag, Last-Modified, Link',
      allow: 'GET',
      'cache-control': 'no-store',
      'content-type': 'text/plain; charset=utf-8',
      'x-content-type-options': 'nosniff',
    });
  });
});
