// Bad input: a broken source gives a clear error, and nothing changes on disk.

import { readdir, truncate } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { aFile, aFolder, aProject, aServer, imported } from './a-project.ts';
import { zipOf } from './a-zip.ts';

const RSS =
  '<?xml version="1.0"?><rss version="2.0"><channel><title>é</title><item><guid>1</guid><title>é</title><pubDate>2015-01-28</pubDate><description>a</description></item></channel></rss>';

/** The archive with the mark of encryption on its file. */
function encrypted(zip: Buffer): Buffer {
  const entry = zip.indexOf('PK\u0001\u0002');
  zip.writeUInt16LE(zip.readUInt16LE(entry + 8) | 1, entry + 8);
  return zip;
}

/** The archive with another checksum of its first file. */
function changed(zip: Buffer): Buffer {
  const entry = zip.indexOf('PK\u0001\u0002');
  zip.writeUInt32LE(0, entry + 16);
  return zip;
}

describe('nothing is written, and the error says what is wrong, for', () => {
  // A name, the content of a file, and the beginning of the message.
  it.each<[string, string | Uint8Array, string]>([
    ['truncated.xml', RSS.slice(0, -30), 'truncated.xml:1:'],
    ['crossed.xml', RSS.replace('</item>', '</title>'), 'crossed.xml:1:'],
    [
      'truncated.json',
      '{"version":"https://jsonfeed.org/version/1","items":[{"id":"1"',
      'truncated.json:1:63: this JSON is damaged or incomplete',
    ],
    [
      'deep.json',
      `{"version":"https://jsonfeed.org/version/1","items":${'['.repeat(10_000)}`,
      'deep.json:1:',
    ],
    [
      'deep.xml',
      `<rss><channel>${'<a>'.repeat(1000)}`,
      'deep.xml: this XML is damaged or incomplete (it has more than 500 levels',
    ],
    [
      'truncated.zip',
      zipOf({ 'posts.csv': 'a' }).subarray(0, 40),
      'truncated.zip: this zip archive cannot be read',
    ],
    [
      'slip.zip',
      zipOf({ '../../posts.csv': 'a' }),
      'slip.zip: this zip archive cannot be read (invalid relative path',
    ],
    [
      'absolute.zip',
      zipOf({ '/etc/posts.csv': 'a' }),
      'absolute.zip: this zip archive cannot be read (absolute path',
    ],
    [
      'encrypted.zip',
      encrypted(zipOf({ 'posts.csv': 'a' })),
      'encrypted.zip: this zip archive cannot be read (it is encrypted',
    ],
    [
      'changed.zip',
      changed(zipOf({ 'posts.csv': 'a', 'posts/1.a.html': 'a' })),
      'changed.zip, posts.csv: this zip archive cannot be read (its checksum is another one',
    ],
    ['other.gz', gzipSync('a'), 'other: this file is in no form that can be imported'],
    ['not-utf-8.xml', Buffer.from(RSS, 'latin1'), 'not-utf-8.xml: this is not text in utf-8'],
    [
      'unknown.xml',
      RSS.replace('?>', ' encoding="x-martian"?>'),
      'unknown.xml: "x-martian" is no known character encoding',
    ],
    [
      'page.html',
      '<!doctype html><title>a</title>',
      'page.html: this file is in no form that can be imported',
    ],
    ['other.json', '{"items": 3, "version": 1}', 'other.json is JSON, but no JSON Feed'],
    ['empty.xml', '', 'empty.xml: this file is in no form that can be imported'],
    ['picture.png', Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0xff, 0xfe), 'picture.png: this is not text'],
    [
      'posts.zip',
      zipOf({ 'posts.csv': 'post_id\n"1.a', 'posts/1.a.html': 'a' }),
      'posts.zip, posts.csv: this table is damaged',
    ],
  ])('%s', async (name, content, message) => {
    const project = await aProject();
    const before = await readdir(project.root, { recursive: true });
    const source = await aFile(name, content);
    await expect(project.run(source)).rejects.toThrow(message);
    expect(await readdir(project.root, { recursive: true })).toEqual(before);
  });

  it.each([
    ['a file that is not there', 'nowhere.xml', 'there is no file or folder nowhere.xml'],
    ['another scheme', 'ftp://a.example/feed', 'only http, https and file addresses can be imported'],
    ['an address that nobody has', 'http://127.0.0.1:1/feed', 'http://127.0.0.1:1/feed cannot be fetched'],
  ])('%s', async (_, source, message) => {
    await expect((await aProject()).run(source)).rejects.toThrow(message);
  });

  it('an empty folder', async () => {
    await expect(imported(await aFolder({ 'a.txt': 'a' }))).rejects.toThrow(
      'in no form that can be imported',
    );
  });
});

it('a file of 500 MB is not read', async () => {
  const source = await aFile('large.xml', RSS);
  await truncate(source, 500_000_000);
  await expect(imported(source)).rejects.toThrow(
    'large.xml has 500 MB; the most that is read is 300 MB; export it in several parts',
  );
});

describe('a server', () => {
  it.each<[string, number, Record<string, string>, string, string]>([
    ['that has no such page', 404, {}, '', 'answers 404'],
    [
      'that redirects for ever',
      302,
      { location: '/feed' },
      '',
      'cannot be fetched (redirect count exceeded)',
    ],
    [
      'that answers with a page that names no feed',
      200,
      { 'content-type': 'text/html' },
      '<!doctype html>',
      'is a page that names no feed',
    ],
    [
      'that says that it sends more than is read',
      200,
      { 'content-length': '400000000' },
      '',
      'has more than 300 MB',
    ],
  ])('%s is an error', async (_, status, headers, body, message) => {
    const origin = await aServer((_, response) => response.writeHead(status, headers).end(body));
    await expect(imported(`${origin}/feed`)).rejects.toThrow(message);
  });
});

describe('a bomb is harmless:', () => {
  it('entities that double at each level are not expanded', async () => {
    const levels = Array.from(
      { length: 20 },
      (_, level) => `<!ENTITY l${level + 1} "&l${level};&l${level};">`,
    );
    const bomb = `<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY l0 "lol">${levels.join('')}]>${RSS.slice(21).replace('>a<', '>&l20;<')}`;
    const { posts } = await imported(await aFile('bomb.xml', bomb));
    expect(posts[0]?.content).toEqual({ html: '&l20;' });
  });

  it('an external entity is not read', async () => {
    const text = `<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]>${RSS.slice(21).replace('>a<', '>&x;<')}`;
    const { posts } = await imported(await aFile('external.xml', text));
    expect(posts[0]?.content).toEqual({ html: '<p>&amp;x;</p>' });
  });

  it('a file of an archive that has more bytes than the archive says is not unpacked', async () => {
    const source = await aFile(
      'bomb.zip',
      zipOf({ 'posts.csv': 'a'.repeat(100_000), 'posts/1.a.html': '' }, { statedSize: 10 }),
    );
    await expect(imported(source)).rejects.toThrow('this zip archive cannot be read');
  });
});

describe('a document in another encoding is read', () => {
  it.each<[string, Uint8Array]>([
    ['ISO-8859-1, as it declares', Buffer.from(RSS.replace('?>', ' encoding="ISO-8859-1"?>'), 'latin1')],
    ['windows-1252, as it declares', Buffer.from(RSS.replace('?>', " encoding='windows-1252'?>"), 'latin1')],
    ['UTF-16 with a byte order mark', Buffer.from(`\uFEFF${RSS}`, 'utf16le')],
    ['UTF-16 without one', Buffer.from(RSS, 'utf16le')],
    ['UTF-16, big-endian', Buffer.from(`\uFEFF${RSS}`, 'utf16le').swap16()],
    ['UTF-8 with a byte order mark', Buffer.from(`\uFEFF${RSS}`)],
  ])('%s', async (_, bytes) => {
    expect((await imported(await aFile('feed.xml', bytes))).posts[0]?.title).toBe('é');
  });

  it('as the server names it', async () => {
    const origin = await aServer((_, response) => {
      response.setHeader('content-type', 'application/rss+xml; charset=iso-8859-1');
      response.end(Buffer.from(RSS, 'latin1'));
    });
    expect((await imported(`${origin}/feed`)).posts[0]?.title).toBe('é');
  });
});
