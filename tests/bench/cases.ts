// The requests of the benchmark, and the raw answers to them.

import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';

/** A request that is measured, and its right answer. */
export interface Case {
  readonly name: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly status: 200 | 304;
  /** The Content-Encoding of the answer. */
  readonly coding?: 'gzip' | 'br';
}

export interface Answer {
  readonly status: number;
  /** By lower-case name; those that describe the connection are left out. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

const OF_THE_CONNECTION = new Set([
  'connection',
  'content-length',
  'date',
  'keep-alive',
  'transfer-encoding',
]);

/** The cases of a document whose entity tag is known. */
export function casesOf(path: string, etag: string, codings: readonly ('gzip' | 'br')[]): Case[] {
  const request = (name: string) => ({ name: `${path} ${name}`, path });
  return [
    { ...request('200'), headers: {}, status: 200 },
    { ...request('304'), headers: { 'If-None-Match': etag }, status: 304 },
    ...codings.map(
      (coding): Case => ({
        ...request(`200 ${coding}`),
        headers: { 'Accept-Encoding': coding },
        status: 200,
        coding,
      }),
    ),
  ];
}

/** Sends the request once, on a new connection. */
export async function ask(port: number, path: string, headers: Case['headers'] = {}): Promise<Answer> {
  const request = get({ host: '127.0.0.1', port, path, headers, agent: false });
  const [response] = (await once(request, 'response')) as [IncomingMessage];
  const body = Buffer.concat(await response.toArray());
  const named = Object.entries(response.headers).filter(([name]) => !OF_THE_CONNECTION.has(name));
  return {
    status: response.statusCode ?? 0,
    headers: Object.fromEntries(named.map(([name, value]) => [name, String(value)])),
    body,
  };
}

/** What is wrong with the app's answer; undefined when the case can be measured. */
export function problemOf({ name, status, coding }: Case, answer: Answer): string | undefined {
  if (answer.status !== status) return `${name}: the app answered ${answer.status}`;
  const given = answer.headers['content-encoding'];
  if (coding && given === undefined) return `${name}: the app did not compress`;
  if (given !== coding) return `${name}: the app answered with Content-Encoding: ${given}`;
  return undefined;
}

/** How two answers differ; undefined when only the order of their headers does. */
export function unlike(one: Answer, other: Answer): string | undefined {
  if (one.status !== other.status) return `status: ${one.status} and ${other.status}`;
  for (const name of Object.keys({ ...one.headers, ...other.headers })) {
    const [here, there] = [one.headers[name], other.headers[name]];
    if (here !== there) return `${name}: ${here ?? 'absent'} and ${there ?? 'absent'}`;
  }
  return one.body.equals(other.body) ? undefined : `body: ${one.body.length} and ${other.body.length} bytes`;
}
