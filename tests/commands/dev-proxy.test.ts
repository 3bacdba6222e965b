// The dev proxy, between clients and backends that are plain sockets: what passes, and what a new backend changes.

import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { type DevProxy, openDevProxy } from '../../src/commands/dev-proxy.ts';

const PART_BYTES = 65_536;
const PARTS = 1000;
/** Long enough for bytes to arrive on the same machine. */
const SETTLED_MS = 100;

/** A backend that treats each connection as told. */
async function openBackend(treat: (socket: Socket) => void) {
  const sockets: Socket[] = [];
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    sockets.push(socket.on('error', () => {}));
    treat(socket);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.close();
    for (const socket of sockets) socket.destroy();
  });
  return { port: (server.address() as AddressInfo).port, sockets };
}

/** Answers whatever it gets with a name and what it got. */
const echo = (name: string) => openBackend((socket) => socket.on('data', (got) => socket.write(name + got)));

async function open(backend?: { port: number }): Promise<DevProxy> {
  const proxy = await openDevProxy(0);
  onTestFinished(() => proxy.close());
  proxy.switchTo(backend?.port);
  return proxy;
}

async function openClient({ port }: DevProxy) {
  const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true }).on('error', () => {});
  onTestFinished(() => void socket.destroy());
  await once(socket, 'connect');
  const next = async () => String((await once(socket, 'data'))[0]);
  return { socket, next, ask: (question: string) => [socket.write(question), next()][1] as Promise<string> };
}

describe('the dev proxy', () => {
  it('passes on bytes of every value, in both directions', async () => {
    const bytes = Buffer.from(Array.from({ length: 256 }, (_, byte) => byte));
    const proxy = await open(await openBackend((socket) => socket.pipe(socket)));
    const { socket } = await openClient(proxy);
    socket.write(bytes);
    expect((await once(socket, 'data'))[0]).toEqual(bytes);
  });

  it('brings the answer to a client that has closed its side', async () => {
    const backend = await openBackend((socket) => {
      let got = '';
      socket.on('data', (bytes) => {
        got += bytes;
      });
      socket.on('end', () => socket.end(`got ${got}`));
    });
    const { socket } = await openClient(await open(backend));
    socket.end('all');
    expect(await text(socket)).toBe('got all');
  });

  it('holds back a backend while the client reads nothing', async () => {
    let sent = 0;
    const parts = function* () {
      for (; sent < PARTS; sent++) yield Buffer.alloc(PART_BYTES);
    };
    const sending = await openBackend((socket) =>
      socket.once('data', () => Readable.from(parts(), { objectMode: false }).pipe(socket)),
    );
    const { socket } = await openClient(await open(sending));
    socket.pause().write('all');
    await vi.waitFor(() => expect(sent).toBeGreaterThan(0));
    for (let before = 0; before !== sent; await pause(SETTLED_MS)) before = sent;
    expect(sent).toBeLessThan(PARTS);
    expect((await text(socket)).length).toBe(PARTS * PART_BYTES);
  });

  it('closes the connection to the backend when the client vanishes', async () => {
    const backend = await echo('');
    const client = await openClient(await open(backend));
    await client.ask('a');
    client.socket.resetAndDestroy();
    await once(backend.sockets[0] as Socket, 'end');
  });

  it('opens no connection to the backend for a client that sends nothing', async () => {
    const [first, second] = [await echo('1'), await echo('2')];
    const proxy = await open(first);
    const silent = await openClient(proxy);
    await (await openClient(proxy)).ask('x');
    proxy.switchTo(second.port);
    expect(await silent.ask('a')).toBe('2a');
    expect(first.sockets).toHaveLength(1);
  });

  it('lets clients wait while there is no backend', async () => {
    const proxy = await open();
    const { socket, next } = await openClient(proxy);
    socket.write('a');
    await pause(SETTLED_MS);
    proxy.switchTo((await echo('1')).port);
    expect(await next()).toBe('1a');
  });
});

describe('a backend that is replaced', () => {
  it('leaves an idle connection open for the next backend', async () => {
    const first = await echo('1');
    const proxy = await open(first);
    const { ask } = await openClient(proxy);
    expect(await ask('a')).toBe('1a');
    proxy.switchTo((await echo('2')).port);
    first.sockets[0]?.end();
    await once(first.sockets[0] as Socket, 'close');
    expect(await ask('b')).toBe('2b');
  });

  it('finishes the response that it has begun', async () => {
    const first = await openBackend((socket) => socket.once('data', () => socket.write('begun, ')));
    const proxy = await open(first);
    const { next, ask } = await openClient(proxy);
    expect(await ask('a')).toBe('begun, ');
    proxy.switchTo((await echo('2')).port);
    first.sockets[0]?.end('finished');
    expect(await next()).toBe('finished');
  });

  it.each<[string, (socket: Socket) => void]>([
    ['closes', (socket) => socket.end()],
    ['resets', (socket) => socket.resetAndDestroy()],
  ])('has what it left unanswered when it %s the connection sent to the next one', async (_, leave) => {
    const first = await openBackend(() => {});
    const proxy = await open(first);
    const { socket, next } = await openClient(proxy);
    socket.write('a');
    await vi.waitFor(() => expect(first.sockets).toHaveLength(1));
    proxy.switchTo((await echo('2')).port);
    leave(first.sockets[0] as Socket);
    expect(await next()).toBe('2a');
  });

  it('does not get a request that has ended two backends already', async () => {
    const leaving = () => openBackend((socket) => socket.once('data', () => socket.end()));
    const [first, second, third] = [
      await openBackend(() => {}),
      await openBackend(() => {}),
      await leaving(),
    ];
    const proxy = await open(first);
    const { socket } = await openClient(proxy);
    socket.write('a');
    for (const [backend, next] of [
      [first, second],
      [second, third],
    ] as const) {
      await vi.waitFor(() => expect(backend.sockets).toHaveLength(1));
      proxy.switchTo(next.port);
      backend.sockets[0]?.destroy();
    }
    expect(await text(socket)).toBe('');
    expect(third.sockets).toHaveLength(0);
  });

  it('closes the connection when it ends without having been replaced', async () => {
    const backend = await openBackend((socket) => socket.once('data', () => socket.end('part')));
    const { socket } = await openClient(await open(backend));
    socket.write('a');
    expect(await text(socket)).toBe('part');
  });
});
