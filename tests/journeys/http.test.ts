// HTTP on real workerd, over real sockets: every header as a strict client reads it, and the answers to junk.

import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { request } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { FORMATS } from '../../src/routes/formats.ts';
import { encodePath } from '../../src/routes/paths.ts';
import { feedPath } from '../a-blog.ts';
import { type RunningBlog, startBlog } from './running-blog.ts';

const SERVE_BUILD = fileURLToPath(new URL('serve-build.ts', import.meta.url));
const SECONDS = 1000;
const HUB = 'https://hub.example/?of=longwave';
const DIAL = '<svg xmlns="http://www.w3.org/2000/svg"><title>A dial</title></svg>';
const SILENCE_MS = SECONDS;

const post = (title: string, date: string, rest = '') =>
  `---\ntitle: ${title}\ndate: ${date}\n${rest}---\n\nThe text of ${title}. ![A dial](dial.svg)\n`;
const POSTS = {
  'first.md': post('First', '2026-01-01', 'tags: [Radio]\naliases: /2020/old/\n'),
  'second.md': post('Second', '2026-01-02', 'tags: [Radio]\nlang: de\n'),
  'removed.md': post('Removed', '2026-01-03'),
  'dial.svg': DIAL,
};

const PUBLIC = {
  CNAME: 'blog.example\n',
  'favicon.ico': 'Not really an icon.\n',
  '.well-known/security.txt': 'Contact: mailto:ada@blog.example\n',
  'demo/index.html': '<script src="run.js"></script>\n',
  'media/old.svg': DIAL,
  'gro\u0308ße [1].txt': 'Long\n',
};

let blog: RunningBlog;
beforeAll(async () => {
  blog = await startBlog({ posts: POSTS, publicFiles: PUBLIC, settings: { hub: HUB } });
}, 180 * SECONDS);
afterAll(() => blog?.stop());

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly bytes: Buffer;
}

/** Sends a request without added headers. Follows no redirect and decompresses nothing. */
function ask(
  path: string,
  headers: Record<string, string> = {},
  method = 'GET',
  port: number | string = new URL(blog.origin).port,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const asked = request({ host: '127.0.0.1', port, path, method, headers, agent: false }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('error', reject);
      response.on('end', () => {
        const { statusCode = 0, headers: got } = response;
        resolve({ status: statusCode, headers: got, bytes: Buffer.concat(parts) });
      });
    });
    asked.on('error', reject);
    asked.end();
  });
}

/** Sends bytes as they are. Resolves with the answer, or with what has arrived of it after a second of silence. */
function send(bytes: string | Buffer): Promise<string> {
  const { port } = new URL(blog.origin);
  return new Promise((resolve) => {
    let answer = '';
    const socket = connect(Number(port), '127.0.0.1', () => socket.write(bytes));
    socket.setEncoding('latin1').on('data', (part: string) => {
      answer += part;
      if (isWhole(answer)) socket.destroy();
    });
    socket.setTimeout(SILENCE_MS, () => socket.destroy());
    // The server may close the connection before it has read all junk.
    socket.on('error', () => socket.destroy());
    socket.on('close', () => resolve(answer));
  });
}

/** Whether an answer is complete. workerd keeps the connection open after it. */
function isWhole(answer: string): boolean {
  const end = answer.indexOf('\r\n\r\n');
  if (end === -1) return false;
  const [head, body] = [answer.slice(0, end), answer.slice(end + 4)];
  const length = /^content-length: (\d+)$/im.exec(head)?.[1];
  if (length !== undefined) return body.length >= Number(length);
  return /^transfer-encoding: chunked$/im.test(head)
    ? body.endsWith('0\r\n\r\n')
    : /^HTTP\/\S+ [23]04/.test(head);
}

const text = async (path: string) => (await ask(path)).bytes.toString();

function decode({ headers, bytes }: Answer): string {
  if (headers['content-encoding'] === 'br') return brotliDecompressSync(bytes).toString();
  if (headers['content-encoding'] === 'gzip') return gunzipSync(bytes).toString();
  return bytes.toString();
}

/** The headers without the date and those of the connection. */
function lasting({ headers }: Answer): Record<string, unknown> {
  const { date: _, connection: _c, 'keep-alive': _k, 'transfer-encoding': _t, ...rest } = headers;
  return rest;
}

const DOCUMENTS = [
  ...FORMATS.map(feedPath),
  ...[
    '/',
    '/posts/first',
    '/posts/first.md',
    '/tags/Radio',
    '/tags/Radio/rss.xml',
    '/feed',
    '/feeds',
    '/feeds.opml',
  ],
  ...['/sitemap.xml', '/robots.txt', '/favicon.svg'],
];
const CODINGS = [undefined, 'gzip', 'gzip, deflate, br, zstd', 'br'];
const accepting = (coding: string | undefined): Record<string, string> =>
  coding === undefined ? {} : { 'Accept-Encoding': coding };

describe('what readers get over the wire', { timeout: 60 * SECONDS }, () => {
  it.each(DOCUMENTS)(
    '%s in the coding that was asked for, with its length and the same content',
    async (path) => {
      const plain = await ask(path);
      expect([plain.status, plain.headers['content-encoding']]).toEqual([200, undefined]);
      for (const coding of CODINGS) {
        const answer = await ask(path, accepting(coding));
        expect(answer.headers['content-length']).toBe(String(answer.bytes.length));
        expect(decode(answer)).toBe(plain.bytes.toString());
        expect(String(answer.headers.vary).split(', ')).toContain('Accept-Encoding');
      }
    },
  );

  it.each([...DOCUMENTS, '/media/dial.svg', '/nothing', '/archive/0/rss.xml'])(
    '%s: HEAD has the headers of GET, and no body',
    async (path) => {
      for (const coding of CODINGS) {
        const [got, head] = [await ask(path, accepting(coding)), await ask(path, accepting(coding), 'HEAD')];
        expect(head.status).toBe(got.status);
        expect(lasting(head)).toEqual(lasting(got));
        expect(head.bytes).toHaveLength(0);
      }
    },
  );

  it.each(['/healthz', '/posts/first/', '/2020/old/'])(
    '%s: HEAD has the headers of GET except Content-Length',
    async (path) => {
      const [got, head] = [await ask(path), await ask(path, {}, 'HEAD')];
      const { 'content-length': _, ...expected } = lasting(got);
      expect([head.status, head.bytes.length]).toEqual([got.status, 0]);
      expect(lasting(head)).toMatchObject(expected);
    },
  );

  it('304 to a reader that sends back a validator, in every encoding', async () => {
    for (const path of DOCUMENTS) {
      const { headers } = await ask(path);
      for (const coding of CODINGS) {
        for (const condition of [
          { 'If-None-Match': String(headers.etag) },
          { 'If-None-Match': String(headers.etag).replace(/"$/, '-gzip"') },
          { 'If-Modified-Since': String(headers['last-modified']) },
        ] as Record<string, string>[]) {
          const again = await ask(path, { ...accepting(coding), ...condition });
          expect([path, again.status, again.bytes.length]).toEqual([path, 304, 0]);
          for (const name of ['etag', 'last-modified', 'vary', 'access-control-allow-origin'])
            expect(again.headers[name], name).toBe(headers[name]);
          expect(again.headers['cache-control']).toMatch(/^public, max-age=/);
        }
      }
    }
  });

  it('304 to a date in each of the three formats of HTTP', async () => {
    for (const path of ['/rss.xml', '/', '/posts/second']) {
      const { headers } = await ask(path);
      const modified = Date.parse(String(headers['last-modified']));
      for (const [moment, status] of [
        [modified, 304],
        [modified - SECONDS, 200],
      ] as const) {
        const modern = new Date(moment).toUTCString();
        const [, weekday = '', day = '', month = '', year = '', time = ''] =
          /^(\w{3}), (\d{2}) (\w{3}) (\d{4}) ([\d:]{8}) GMT$/.exec(modern) ?? [];
        const long = new Date(moment).toLocaleDateString('en-GB', { weekday: 'long', timeZone: 'UTC' });
        const old = `${long}, ${day}-${month}-${year.slice(2)} ${time} GMT`;
        const ancient = `${weekday} ${month} ${String(Number(day)).padStart(2)} ${time} ${year}`;
        for (const date of [modern, old, ancient])
          expect([date, (await ask(path, { 'If-Modified-Since': date })).status]).toEqual([date, status]);
      }
    }
  });

  it('links from each feed to the hub, the feed itself and the other formats', async () => {
    for (const format of FORMATS) {
      const { headers } = await ask(feedPath(format));
      expect(headers.link).toContain(`<${HUB}>; rel="hub"`);
      expect(headers.link).toContain(`<${blog.origin}${feedPath(format)}>; rel="self"`);
    }
  });

  it('an answer to the preflight of a script', async () => {
    const { status, headers, bytes } = await ask(
      '/rss.xml',
      { Origin: 'https://reader.example', 'Access-Control-Request-Method': 'GET' },
      'OPTIONS',
    );
    expect([status, bytes.length]).toEqual([204, 0]);
    expect(headers['access-control-allow-origin']).toBe('*');
    expect(headers['access-control-allow-headers']).toContain('If-None-Match');
    expect(headers.allow).toBe('GET, HEAD, OPTIONS');
    expect((await ask('/rss.xml', {}, 'DELETE')).status).toBe(405);
  });

  it('a single redirect from any other spelling of an address', async () => {
    // [address, status, Location]
    for (const [path, status, location] of [
      ['/posts/first/', 308, '/posts/first'],
      ['//posts//first.html', 308, '/posts/first'],
      ['/tags/radio/', 308, '/tags/Radio'],
      ['/languages/DE/rss.xml', 308, '/languages/de/rss.xml'],
      ['/RSS.XML?utm_source=x', 308, '/rss.xml?utm_source=x'],
      ['/2020/old/', 301, '/posts/first'],
      ['/2020/old.html', 301, '/posts/first'],
    ] as const) {
      const answer = await ask(path);
      expect([path, answer.status, answer.headers.location]).toEqual([path, status, location]);
      expect((await ask(location)).status).toBe(200);
    }
  });

  it('media with its type, and no listing of the folder', async () => {
    const media = await ask('/media/dial.svg');
    expect([media.status, media.headers['content-type'], media.bytes.toString()]).toEqual([
      200,
      'image/svg+xml',
      DIAL,
    ]);
    expect(media.headers['content-security-policy']).toMatch(/^sandbox;/);
    for (const path of ['/media', '/media/', '/media/.', '/media/..%2fworker.js', '/media/none.svg'])
      expect([path, (await ask(path)).status]).toEqual([path, 404]);
  });
});

/** Each file of public/, by its address. */
const AT_THE_ROOT = Object.entries({ ...PUBLIC, 'demo/': PUBLIC['demo/index.html'] }).map(
  ([name, text]) => [encodePath(`/${name.normalize('NFC')}`), text] as const,
);

describe('files of public/', () => {
  it.each(AT_THE_ROOT)('%s: as it is, also to HEAD, to a validator and in parts', async (path, content) => {
    const whole = await ask(path);
    expect([whole.status, whole.bytes.toString()]).toEqual([200, content]);
    expect(lasting(await ask(path, {}, 'HEAD'))).toEqual(lasting(whole));
    const again = await ask(path, { 'If-Modified-Since': String(whole.headers['last-modified']) });
    expect([again.status, again.bytes.length]).toEqual([304, 0]);
    const part = await ask(path, { Range: 'bytes=1-2' });
    expect([part.status, part.bytes.toString()]).toEqual([206, content.slice(1, 3)]);
  });

  it('are at no other address, and the folder shows nothing else', async () => {
    // [address, status, Location]
    for (const [path, status, location] of [
      ['/demo', 308, '/demo/'],
      ['/Demo/', 308, '/demo/'],
      ['/gro%CC%88%C3%9Fe%20[1].txt', 308, '/gr%C3%B6%C3%9Fe%20%5B1%5D.txt'],
      ['/.well-known/', 404, undefined],
      ['/.well-known', 404, undefined],
      ['/_headers', 404, undefined],
      ['/demo/../worker.js', 404, undefined],
    ] as const) {
      const answer = await ask(path);
      expect([path, answer.status, answer.headers.location]).toEqual([path, status, location]);
    }
  });
});

describe('media', () => {
  // [Range, status, Content-Range]
  it.each([
    ['bytes=0-3', 206, `bytes 0-3/${DIAL.length}`],
    ['bytes=-5', 206, `bytes ${DIAL.length - 5}-${DIAL.length - 1}/${DIAL.length}`],
    ['bytes=0-', 206, `bytes 0-${DIAL.length - 1}/${DIAL.length}`],
    ['bytes=1000-', 416, `bytes */${DIAL.length}`],
    ['bytes=0-1,3-4', 200, undefined],
    ['bytes=5-2', 200, undefined],
    ['items=0-1', 200, undefined],
  ])('in parts: %s is answered with %i', async (Range, status, range) => {
    const { status: got, headers, bytes } = await ask('/media/dial.svg?%zz', { Range });
    expect([got, headers['content-range']]).toEqual([status, range]);
    const [, first = 0, last = DIAL.length - 1] = /(\d+)-(\d+)/.exec(range ?? '') ?? [];
    if (status !== 416) expect(bytes.toString()).toBe(DIAL.slice(Number(first), Number(last) + 1));
  });
});

describe('a person who clicks a feed', { timeout: 60 * SECONDS }, () => {
  it('gets a page about it, and a program gets the feed', async () => {
    for (const format of FORMATS) {
      const feed = await ask(feedPath(format), { Accept: 'text/html' });
      expect(feed.headers['content-type']).toBe(`${format.mediaType}; charset=utf-8`);
      const click = { 'Sec-Fetch-Dest': 'document', 'If-None-Match': String(feed.headers.etag) };
      const page = await ask(feedPath(format), click);
      expect(page.status).toBe(200);
      expect(page.headers['content-type']).toBe('text/html; charset=utf-8');
      expect(page.headers['cache-control']).toBe('private, no-store');
      expect(page.headers.etag).toBeUndefined();
      expect(page.headers['content-security-policy']).toContain("default-src 'none'");
      expect(page.bytes.toString()).toContain(`<code>${blog.origin}${feedPath(format)}</code>`);
      const source = await ask(`${feedPath(format)}?source`, { 'Sec-Fetch-Dest': 'document' });
      expect(source.headers['content-type']).toBe('text/plain; charset=utf-8');
      expect(source.bytes).toEqual(feed.bytes);
    }
  });
});

describe('junk on the socket', { timeout: 120 * SECONDS }, () => {
  const EVIL = 'evil.example';
  /** Answers of workerd itself to what it cannot parse. An edge answers 400 there; neither asks the app. */
  const REFUSALS = ['Internal Server Error', 'ERROR: Unrecognized request method.'];
  const HOST = 'Host: longwave.example\r\n';
  const CLOSE = 'Connection: close\r\n\r\n';
  const get = (target: string | Buffer, headers = HOST) =>
    Buffer.concat([Buffer.from('GET '), Buffer.from(target), Buffer.from(` HTTP/1.1\r\n${headers}${CLOSE}`)]);

  // [what is sent, the bytes]. Each address with a wrong host is requested for the first time.
  it.concurrent.each<[string, string | Buffer]>([
    ['a host that closes a quote', get('/', `Host: ${EVIL}"><script>\r\n`)],
    ['a host with a path', get('/rss.xml?1', `Host: ${EVIL}/path?x#y\r\n`)],
    ['a host with a name and password', get('/rss.xml?2', `Host: longwave.example@${EVIL}\r\n`)],
    ['a host with a port that is none', get('/rss.xml?3', `Host: ${EVIL}:99999999\r\n`)],
    ['a host with a port in letters', get('/rss.xml?4', `Host: ${EVIL}:x\r\n`)],
    ['a host of numbers too large', get('/feeds.opml?1', 'Host: 256.256.256.256\r\n')],
    ['a host that is cut', get('/feeds.opml?2', 'Host: [::1\r\n')],
    ['a host in brackets', get('/rss.xml?5', `Host: [${EVIL}]\r\n`)],
    ['a host with percent signs', get('/rss.xml?6', `Host: %00.%zz.${EVIL}\r\n`)],
    ['a host with a space', get('/rss.xml?7', `Host: a ${EVIL}\r\n`)],
    ['a host beyond ASCII', get('/rss.xml?8', `Host: ${EVIL}\xff\r\n`)],
    ['a host that is empty', get('/rss.xml?9', 'Host:\r\n')],
    ['no host', get('/rss.xml?10', '')],
    ['two hosts', get('/rss.xml?11', `${HOST}Host: ${EVIL}\r\n`)],
    ['a host for a redirect', get('/posts/first/', `Host: ${EVIL}\r\n`)],
    ['a host for an older address', get('/2020/old', `Host: ${EVIL}"\r\n`)],
    [
      'another host by other headers',
      get('/', `${HOST}X-Forwarded-Host: ${EVIL}\r\nForwarded: host=${EVIL}\r\n`),
    ],
    ['an absolute target', get(`http://${EVIL}/rss.xml`)],
    ['an absolute target for a redirect', get(`http://${EVIL}/posts/first/`)],
    ['an absolute target of another scheme', get(`gopher://${EVIL}/1`)],
    ['a target of two slashes', get(`//${EVIL}/`)],
    ['a target of two slashes that redirects', get(`//${EVIL}/..//posts/first/`)],
    ['a target of three slashes', get(`///${EVIL}/%2e%2e`)],
    ['a target of backslashes', get(`\\\\${EVIL}\\`)],
    ['a target of a slash and backslashes', get(`/\\\\${EVIL}/`)],
    ['a target without a slash', get('rss.xml')],
    ['an empty target', get('')],
    ['a star', get('*')],
    ['a fragment', get('/rss.xml#x')],
    ['a query alone', get('?x')],
    ['NUL', get('/\0')],
    ['an encoded NUL', get('/posts/first%00')],
    ['an encoded line break', get(`/%0d%0aLocation:%20//${EVIL}/`)],
    ['bytes that are no text', get(Buffer.from([0x2f, 0xff, 0xfe, 0xc0, 0x80]))],
    ['letters beyond ASCII as they are', get('/tags/Rädio')],
    ['a broken percent code', get('/posts/%')],
    ['a cut percent code', get('/tags/%E0%A4%A/rss.xml')],
    ['steps up', get('/../../../../etc/passwd')],
    ['encoded steps up', get('/media/%2e%2e/%2e%2e/etc/passwd')],
    ['steps up with encoded slashes', get('/media/..%2f..%2f..%2fetc%2fpasswd')],
    ['an encoded NUL among media', get('/media/dial.svg%00.png')],
    ['a broken percent code among media', get('/media/%')],
    ['a cut percent code among media', get('/media/%E0%A4%A')],
    ['backslashes among media', get('/media/..\\..\\worker.js')],
    ['a long name among media', get(`/media/${'a'.repeat(5000)}`)],
    ['a path of 16 KB', get(`/${'a'.repeat(16_384)}`)],
    ['a path of 16 KB of slashes', get('/'.repeat(16_384))],
    ['a path of 16 KB of steps', get('/a/..'.repeat(3277))],
    ['a path of 16 KB of tags', get(`/tags/${'radio+'.repeat(2700)}/rss.xml`)],
    [
      'a thousand query parameters',
      get(`/rss.xml?${Array.from({ length: 1000 }, (_, n) => `p${n}=${n}`).join('&')}`),
    ],
    ['a thousand tags to leave out', get(`/rss.xml?${'not=Radio&'.repeat(1000)}`)],
    [
      'a GET with a body in chunks',
      `GET /rss.xml HTTP/1.1\r\n${HOST}Transfer-Encoding: chunked\r\n${'Connection: close\r\n\r\n'}5\r\nhello\r\n0\r\n\r\n`,
    ],
    [
      'a GET with a body that never ends',
      `GET /rss.xml HTTP/1.1\r\n${HOST}Content-Length: 99\r\n${CLOSE}short`,
    ],
    [
      'a GET with chunks and a length',
      `GET /rss.xml HTTP/1.1\r\n${HOST}Transfer-Encoding: chunked\r\nContent-Length: 3\r\n${CLOSE}0\r\n\r\n`,
    ],
    ['a method of its own', `BREW /rss.xml HTTP/1.1\r\n${HOST}${CLOSE}`],
    ['TRACE', `TRACE /rss.xml HTTP/1.1\r\n${HOST}${CLOSE}`],
    ['CONNECT', `CONNECT ${EVIL}:443 HTTP/1.1\r\nHost: ${EVIL}:443\r\n${CLOSE}`],
    ['HTTP of the first version', 'GET /rss.xml HTTP/1.0\r\n\r\n'],
    ['HTTP from before there were versions', 'GET /rss.xml\r\n\r\n'],
    ['HTTP of a version to come', `PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n`],
    ['a thousand headers', get('/rss.xml', `${HOST}${'X-Junk: x\r\n'.repeat(1000)}`)],
    ['a long header', get('/rss.xml', `${HOST}X-Junk: ${'x'.repeat(30_000)}\r\n`)],
    ['a header without a name', get('/rss.xml', `${HOST}: x\r\n`)],
    ['a folded header', get('/rss.xml', `${HOST}X-Junk: a\r\n b\r\n`)],
    ['no HTTP at all', '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03'],
  ])('%s breaks nothing and redirects nobody to another site', async (_, bytes) => {
    const answer = await send(bytes);
    const [head = '', body = ''] = answer.split('\r\n\r\n', 2);
    if (!REFUSALS.includes(body)) expect(head.split('\r\n')[0] ?? '').not.toMatch(/^HTTP\/\S+ 5/);
    const location = /^location: (.*)$/im.exec(head)?.[1];
    if (location !== undefined) expect(location).toMatch(/^\/(?![/\\])[\x21-\x7e]*$/);
    // No answer may repeat the host that a request named.
    expect(answer).not.toContain(EVIL);
    expect(body).not.toMatch(/^\s+at |node:internal|worker\.js/m);
  });

  it('changes no ordinary answer', async () => {
    for (const path of [...DOCUMENTS, '/posts/first/', '/2020/old/', '/nothing']) {
      const before = await ask(path);
      for (const host of [`${EVIL}"><`, EVIL, `${EVIL}:1`])
        await send(get(path, `Host: ${host}\r\nX-Forwarded-Host: ${EVIL}\r\n`));
      await send(get(`http://${EVIL}${path}`));
      const after = await ask(path);
      expect([after.status, lasting(after)]).toEqual([before.status, lasting(before)]);
      expect(after.bytes).toEqual(before.bytes);
    }
  });

  it('causes no failure of the app, which would log it', () => {
    expect(blog.output().match(/^[A-Z]+ \/.{0,60}/gm)).toBeNull();
  });
});

/** Serves a build until the end of the test. Resolves with the port, and the lines that the worker prints. */
async function serveBuild(folder: string, output: string): Promise<{ port: number; printed: string[] }> {
  const child = spawn(process.execPath, ['--import', 'tsx', SERVE_BUILD, folder, output], {
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  onTestFinished(async () => {
    child.stdin.end();
    if (child.exitCode === null) await once(child, 'exit');
  });
  const printed: string[] = [];
  createInterface(child.stderr).on('line', (line) => printed.push(line));
  const [line] = await once(createInterface(child.stdout), 'line');
  return { port: Number(line), printed };
}

describe('a blog as it is deployed', { timeout: 180 * SECONDS }, () => {
  it('sends the prerendered brotli and gzip of the same document', async () => {
    await promisify(execFile)('npm', ['run', 'build'], { cwd: blog.folder });
    const folder = await mkdtemp(join(tmpdir(), 'longwave-worker-'));
    onTestFinished(() => rm(folder, { recursive: true, force: true }));
    const { port, printed } = await serveBuild(folder, join(blog.folder, 'dist'));
    for (const format of FORMATS) {
      const [plain, ...coded] = await Promise.all(
        [undefined, 'gzip', 'gzip, deflate, br, zstd', 'br;q=0.1, gzip'].map(async (coding) => {
          const got = await ask(feedPath(format), accepting(coding), 'GET', port);
          const head = await ask(feedPath(format), accepting(coding), 'HEAD', port);
          expect(lasting(head)).toEqual(lasting(got));
          expect(got.headers['content-length']).toBe(String(got.bytes.length));
          return got;
        }),
      );
      expect(plain?.headers['content-encoding']).toBeUndefined();
      expect(coded.map(({ headers }) => headers['content-encoding'])).toEqual(['gzip', 'br', 'gzip']);
      for (const each of coded) expect(decode(each)).toBe(plain?.bytes.toString());
    }
    for (const [path, content] of AT_THE_ROOT)
      expect((await ask(path, {}, 'GET', port)).bytes.toString()).toBe(content);
    // The worker prints nothing, not even at start-up, when fewer operations are allowed than in a request.
    expect(printed).toEqual([]);
  });
});

describe('an entry that is removed', { timeout: 120 * SECONDS }, () => {
  it('is answered with 410 and a page, at every address that leads to it', async () => {
    expect((await ask('/posts/removed')).status).toBe(200);
    await blog.tell();
    await blog.removePost('removed.md');
    await blog.waitFor(async () => (await ask('/posts/removed')).status === 410, 'the post to be gone');
    const gone = await ask('/posts/removed');
    expect(gone.headers['content-type']).toBe('text/html; charset=utf-8');
    expect(gone.headers['access-control-allow-origin']).toBe('*');
    expect(gone.headers.etag).toBeUndefined();
    expect(gone.bytes.toString()).toContain('<h1>Gone</h1>');
    expect(lasting(await ask('/posts/removed', {}, 'HEAD'))).toEqual(lasting(gone));
    expect((await ask('/posts/Removed/')).headers.location).toBe('/posts/removed');
  });
});

describe('an entry that is scheduled', { timeout: 120 * SECONDS }, () => {
  it('appears at its time in all feeds, listings and the sitemap, and not a second earlier', async () => {
    const publication = await blog.schedulePost('coming.md', (date) =>
      post('Coming', date, 'tags: [Radio, Soon]\n'),
    );
    const there = [
      ...FORMATS.map(feedPath),
      ...['/', '/tags/Radio', '/tags/Radio/atom.xml', '/sitemap.xml', '/feeds', '/feeds.opml'],
    ];
    const notYet = ['/posts/coming', '/posts/coming.md', '/tags/Soon', '/tags/Soon/feed.json'];
    const known = new Map(await Promise.all(there.map(async (path) => [path, await ask(path)] as const)));

    /** Requests every path, conditionally when it had a document before. */
    const look = async () => {
      const asked = Date.now();
      const answers = await Promise.all([
        ...there.map((path) => ask(path, { 'If-None-Match': String(known.get(path)?.headers.etag) })),
        ...there.map((path) =>
          ask(path, { 'If-Modified-Since': String(known.get(path)?.headers['last-modified']) }),
        ),
        ...notYet.map((path) => ask(path)),
      ]);
      return { asked, answered: Date.now(), answers, statuses: answers.map(({ status }) => status) };
    };
    const [before, after] = [
      [...there, ...there].map(() => 304).concat(notYet.map(() => 404)),
      [...there, ...there, ...notYet].map(() => 200),
    ];
    let last = await look();
    expect(last.statuses).toEqual(before);
    while (last.statuses.some((status, number) => status !== after[number])) {
      if (last.answered < publication) {
        expect(last.statuses).toEqual(before);
        for (const { status, headers } of last.answers) {
          const promised = Number(
            /max-age=(\d+), stale-while-revalidate=0/.exec(String(headers['cache-control']))?.[1],
          );
          if (status === 304) expect(last.asked + promised * SECONDS).toBeLessThanOrEqual(publication);
        }
      }
      if (last.asked > publication + SECONDS) expect(last.statuses).toEqual(after);
      last = await look();
    }
    expect(last.answered).toBeGreaterThanOrEqual(publication);
    for (const [number, path] of there.entries()) {
      const { headers } = last.answers[number] ?? {};
      expect(headers?.['last-modified'], path).toBe(new Date(publication).toUTCString());
      expect(headers?.['cache-control'], path).not.toMatch(/stale-while-revalidate=0/);
    }
    for (const path of [...FORMATS.map(feedPath), '/', '/tags/Radio', '/sitemap.xml', '/feeds'])
      expect(await text(path), path).toMatch(path === '/feeds' ? /\/tags\/Soon/ : /\/posts\/coming/);
  });
});
