// Another site: what posts may frame and must not run, and where a program in a browser reads feeds from.

import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface AnotherSite {
  /** Another origin than the blog's, yet of the same site, so that a browser lets both share what it has cached. */
  readonly origin: string;
  /** Paths it was asked for, in that order. */
  asked(): readonly string[];
  stop(): void;
}

/** By how the path ends. The script and the style sheet tell the test that they were let in. */
const DOCUMENTS: readonly (readonly [ending: string, type: string, text: string])[] = [
  ['.js', 'text/javascript', 'ran("a script of another site")'],
  ['.css', 'text/css', 'main { outline: 7px solid red }'],
  ['.svg', 'image/svg+xml', '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'],
  ['', 'text/html', '<!doctype html><title>Another site</title><p>Hello from another site.</p>'],
];

/** Starts the site on a free port. Whoever starts it stops it. */
export async function startAnotherSite(): Promise<AnotherSite> {
  const asked: string[] = [];
  const server = createServer(({ url = '/' }, answer) => {
    asked.push(url);
    const [, type, text] = DOCUMENTS.find(([ending]) => url.endsWith(ending)) ?? ['', 'text/plain', ''];
    answer.writeHead(200, { 'Content-Type': type, 'Access-Control-Allow-Origin': '*' }).end(text);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://localhost:${port}`,
    asked: () => asked,
    stop: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
