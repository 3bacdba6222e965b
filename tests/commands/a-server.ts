// A server on this machine whose answers come from a function: for the sites, hubs and subscribers in these tests.

import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

export interface Listening {
  /** `http://127.0.0.1:PORT` */
  readonly origin: string;
  close(): Promise<void>;
}

export type Answer = (request: Request) => Response | Promise<Response>;

/** Listens on a free port of 127.0.0.1. */
export function listen(answer: Answer): Promise<Listening> {
  return listenRaw(async (incoming, outgoing) => {
    const response = await answer(await requestOf(incoming));
    outgoing.writeHead(response.status, [...response.headers].flat());
    outgoing.end(incoming.method === 'HEAD' ? undefined : Buffer.from(await response.arrayBuffer()));
  });
}

/** For answers that break the rules of HTTP. */
export async function listenRaw(
  answer: (incoming: IncomingMessage, outgoing: ServerResponse) => void,
): Promise<Listening> {
  const server = createServer(answer).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

export async function requestOf(incoming: IncomingMessage): Promise<Request> {
  const { method = 'GET', headers } = incoming;
  const body = await buffer(incoming);
  return new Request(new URL(incoming.url ?? '/', `http://${headers.host}`), {
    method,
    headers: Object.entries(headers).map(([name, value]): [string, string] => [name, String(value)]),
    ...(body.length > 0 && { body }),
  });
}

/** An address of this machine where no server listens. */
export async function nobody(): Promise<string> {
  const { origin, close } = await listen(() => new Response());
  await close();
  return `${origin}/`;
}
