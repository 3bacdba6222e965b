// The dev proxy: keeps the address in the browser working while a new workerd replaces the old one.

import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { ProxiedClient } from './proxied-client.ts';

export interface DevProxy {
  readonly port: number;
  /**
   * Sends what clients ask from now on to another port of this machine; the backend so far finishes what it has begun.
   * Without a port, clients wait for the next one.
   */
  switchTo(port: number | undefined): void;
  close(): void;
}

/** Listens on 127.0.0.1. Throws an Error that says what to do when the port is in use. */
export async function openDevProxy(port: number): Promise<DevProxy> {
  let target: number | undefined;
  const clients = new Set<ProxiedClient>();
  const server = createServer({ allowHalfOpen: true, noDelay: true, keepAlive: true }, (socket) => {
    const client = new ProxiedClient(socket, () => target);
    clients.add(client);
    socket.once('close', () => clients.delete(client));
  });
  server.listen(port, '127.0.0.1');
  try {
    await once(server, 'listening');
  } catch (error) {
    throw describeListenError(error as NodeJS.ErrnoException, port);
  }
  return {
    port: (server.address() as AddressInfo).port,
    switchTo: (backend) => {
      target = backend;
      for (const client of clients) client.backendIsReplaced();
    },
    close: () => {
      server.close();
      for (const client of clients) client.destroy();
    },
  };
}

function describeListenError(error: NodeJS.ErrnoException, port: number): Error {
  if (error.code === 'EADDRINUSE')
    return new Error(
      `port ${port} is in use; choose another: PORT=${port < 65_535 ? port + 1 : port - 1} npm start`,
    );
  if (error.code === 'EACCES')
    return new Error(`port ${port} is reserved by the system; choose another: PORT=8787 npm start`);
  return error;
}
