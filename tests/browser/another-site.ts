// Another site: what posts may frame and must not run, and where a program in a browser reads feeds from.

import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface AnotherSite {
  /** A different origin on the same site as the blog, so that a browser shares its cache between both. */
  readonly origin: string;
  /** Paths it was asked for, in that order. */
  asked(): readonly string[];
  stop(): void;
}

/** Responses by the end of the path. The script and the style sheet tell the test when they are used. */
const DOCUMENTS: readonly (readonly [ending: string, type: string, text: string])[] = [
  ['.js', 'text/javascript', 'ran("a script of another site")'],
  ['.css', 'text/css', 'main { outline: 7px solid red }'],
  ['.svg', 'image/svg+xml', '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'],
  ['', 'text/html', '<!doctype html><title>Another site</title><p>Hello from another site.</p>'],
];

/** Starts the site on a free port. The caller must stop it. */
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
