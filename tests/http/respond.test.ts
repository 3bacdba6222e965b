import { describe, expect, it, vi } from 'vitest';
import { type Representation, respond } from '../../src/http/respond.ts';

const representation = (given: Partial<Representation> = {}): Representation => ({
  contentType: 'text/plain; charset=utf-8',
  validator: { etag: 'tag', modified: Date.UTC(2026, 0, 1) },
  cacheControl: 'public, max-age=60',
  bytes: () => new TextEncoder().encode('hello'),
  ...given,
});
const get = (headers: Record<string, string> = {}) => new Request('https://longwave.example/', { headers });

describe('respond', () => {
  it('sends the bytes with their type, validators and lifetime', async () => {
    const response = await respond(get(), representation());
    expect(response.status).toBe(200);
    expect(Object.fromEntries(response.headers)).toEqual({
      'cache-control': 'public, max-age=60',
      'content-type': 'text/plain; charset=utf-8',
      etag: 'W/"tag"',
      'last-modified': 'Thu, 01 Jan 2026 00:00:00 GMT',
      'x-content-type-options': 'nosniff',
    });
    expect(await response.text()).toBe('hello');
  });

  it('answers 304 without rendering anything, and repeats the validators and the lifetime', async () => {
    const bytes = vi.fn(representation().bytes);
    const response = await respond(get({ 'If-None-Match': 'W/"tag"' }), representation({ bytes }));
    expect(response.status).toBe(304);
    expect(bytes).not.toHaveBeenCalled();
    expect(Object.fromEntries(response.headers)).toEqual({
      'cache-control': 'public, max-age=60',
      etag: 'W/"tag"',
      'last-modified': 'Thu, 01 Jan 2026 00:00:00 GMT',
    });
    expect(await response.text()).toBe('');
  });

  it('never answers 304 for what has no validator', async () => {
    const { validator: _, ...unvalidated } = representation({ status: 404 });
    const response = await respond(get({ 'If-None-Match': '*' }), unvalidated);
    expect(response.status).toBe(404);
    expect(response.headers.get('ETag')).toBeNull();
  });

  it('passes on the headers that a representation brings', async () => {
    const response = await respond(get(), representation({ headers: { Link: '</>; rel="hub"' } }));
    expect(response.headers.get('Link')).toBe('</>; rel="hub"');
  });
});
