// A recorder between a reader and the blog: passes every request on, and records request and answer.

import { once } from 'node:events';
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One request of a reader, and its answer. */
export interface Exchange {
  readonly method: string;
  readonly path: string;
  readonly ifNoneMatch: string | undefined;
  readonly ifModifiedSince: string | undefined;
  readonly status: number;
  readonly etag: string | undefined;
  readonly lastModified: string | undefined;
  /** Bytes of the body as they came over the wire. */
  readonly length: number;
}

export interface Recorder {
  /** What a reader subscribes to in place of the blog's own origin. */
  readonly origin: string;
  /** What has been recorded since the last call, in the order of the answers. */
  take(): Exchange[];
  /** Passes further requests to another server. */
  switchTo(target: string): void;
  stop(): void;
}

export async function startRecorder(firstTarget: string): Promise<Recorder> {
  let target = firstTarget;
  let exchanges: Exchange[] = [];
  const server = createServer((asked, answer) => {
    pass(asked, answer, target, (exchange) => exchanges.push(exchange));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    take: () => {
      const taken = exchanges;
      exchanges = [];
      return taken;
    },
    switchTo: (next) => {
      target = next;
    },
    stop: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

function pass(
  asked: IncomingMessage,
  answer: ServerResponse,
  target: string,
  record: (exchange: Exchange) => void,
): void {
  const { method = 'GET', url: path = '/' } = asked;
  const note = (status: number, headers: IncomingMessage['headers'], length: number) =>
    record({
      method,
      path,
      ifNoneMatch: asked.headers['if-none-match'],
      ifModifiedSince: asked.headers['if-modified-since'],
      status,
      etag: headers.etag,
      lastModified: headers['last-modified'],
      length,
    });
  const headers = { ...asked.headers, host: new URL(target).host };
  // Each request has a connection of its own, because one that is kept open would not survive a recompile.
  const passed = request(new URL(path, target), { method, headers, agent: false }, async (answered) => {
    const chunks: Buffer[] = [];
    try {
      for await (const chunk of answered) chunks.push(chunk as Buffer);
    } catch {
      answer.destroy();
      return;
    }
    const body = Buffer.concat(chunks);
    const { statusCode = 502 } = answered;
    note(statusCode, answered.headers, body.length);
    const { connection: _, 'transfer-encoding': __, ...kept } = answered.headers;
    answer.writeHead(statusCode, kept).end(body);
  });
  passed.on('error', (error) => {
    note(502, {}, 0);
    answer.writeHead(502).end(error.message);
  });
  asked.pipe(passed);
}
