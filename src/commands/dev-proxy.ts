// The dev proxy: keeps the address in the browser working while a new workerd replaces the old one.

import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

export interface DevProxy {
  readonly port: number;
  /** Sends new connections to another port of this machine. */
  switchTo(port: number): void;
  close(): void;
}

/** Listens on 127.0.0.1. Throws an Error that says what to do when the port is in use. */
export async function openDevProxy(port: number): Promise<DevProxy> {
  let target: number | undefined;
  const open = new Set<Socket>();
  const server = createServer((client) => {
    open.add(client);
    client.on('close', () => open.delete(client));
    client.on('error', () => client.destroy());
    if (target === undefined) return client.destroy();
    const backend = connect(target, '127.0.0.1');
    backend.on('error', () => client.destroy());
    client.on('close', () => backend.destroy());
    client.pipe(backend).pipe(client);
  });
  server.listen(port, '127.0.0.1');
  try {
    await once(server, 'listening');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EADDRINUSE')
      throw new Error(
        `port ${port} is in use; choose another: PORT=${port < 65_535 ? port + 1 : port - 1} npm start`,
      );
    throw error;
  }
  return {
    port: (server.address() as AddressInfo).port,
    switchTo: (backend) => {
      target = backend;
    },
    close: () => {
      server.close();
      for (const client of open) client.destroy();
    },
  };
}
