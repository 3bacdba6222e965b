// The hub: the effect of a failed publish ping on the others, and the messages for the owner.

import type { ServerResponse } from 'node:http';
import { describe, expect, it, onTestFinished } from 'vitest';
import { MAIN_FEED } from '../../src/archive/feed-key.ts';
import { pingHub } from '../../src/commands/hub.ts';
import type { Network } from '../../src/commands/network.ts';
import { topicsOf } from '../../src/commands/topics.ts';
import { SITE } from '../a-blog.ts';
import { listenRaw, nobody, requestOf } from './a-server.ts';
import { QUICK, recordOutput } from './recording.ts';

describe('a hub that fails', () => {
  const TOPICS = topicsOf(SITE, MAIN_FEED);
  const FAILING = TOPICS[1] ?? '';
  const OTHERS = TOPICS.filter((topic) => topic !== FAILING);
  const IMPATIENT: Network = { ...QUICK, hubTimeoutMs: 2000 };

  // [how it fails for one topic, its answer, the message for the owner]
  it.each<[string, (outgoing: ServerResponse) => void, string]>([
    ['answers 500', (outgoing) => void outgoing.writeHead(500).end(), 'it answered 500'],
    ['answers 404', (outgoing) => void outgoing.writeHead(404).end(), 'it answered 404'],
    [
      'has moved',
      (outgoing) => void outgoing.writeHead(308, { Location: 'https://hub.example/' }).end(),
      'it answered 308 with a redirect to https://hub.example/; if the hub has moved, change it in src/site.ts',
    ],
    ['never answers', () => undefined, 'it did not answer within 2 s'],
    [
      'hangs up in the middle of its answer',
      (outgoing) => void outgoing.socket?.write('HTTP/1.1 202 Acc', () => outgoing.socket?.destroy()),
      'it closed the connection without an answer',
    ],
    [
      'hangs up at once',
      (outgoing) => void outgoing.socket?.destroy(),
      'it closed the connection without an answer',
    ],
  ])(
    'and %s causes a warning with the topic, and the other topics are pinged',
    async (_how, fail, reason) => {
      const pinged: string[] = [];
      const { origin, close } = await listenRaw(async (incoming, outgoing) => {
        const topic = new URLSearchParams(await (await requestOf(incoming)).text()).get('hub.url') ?? '';
        if (topic === FAILING) return fail(outgoing);
        pinged.push(topic);
        outgoing.writeHead(204).end();
      });
      onTestFinished(close);
      const { printed, warnings, output } = recordOutput();
      await pingHub(origin, TOPICS, IMPATIENT, output, 1);
      expect(warnings).toEqual([
        `The hub at ${origin} was not notified of these addresses: ${reason}. Try again with \`npm run ping\`.\n  ${FAILING}`,
      ]);
      expect([...pinged].sort()).toEqual([...OTHERS].sort());
      expect(printed).toEqual([`Notified the hub at ${origin} of 1 feed (3 of 4 addresses).`]);
    },
  );

  it('because it is down causes one warning with every topic', async () => {
    const { printed, warnings, output } = recordOutput();
    const hub = await nobody();
    await pingHub(hub, TOPICS, QUICK, output, 1);
    expect(printed).toEqual([]);
    expect(warnings).toHaveLength(1);
    for (const part of [hub, 'it refused the connection', 'npm run ping', ...TOPICS])
      expect(warnings[0]).toContain(part);
  });

  const MANY = Array.from({ length: 100 }, (_each, number) => `${SITE.origin}/tags/n${number}/rss.xml`);
  const timeOut = () => Promise.reject(new DOMException('', 'TimeoutError'));
  const answer = (status: number) => async () => new Response(null, { status });
  const refuse = () => Promise.reject(new TypeError('', { cause: { code: 'ECONNREFUSED' } }));

  /** Pings a hub that answers in each of these ways in turn. Resolves with the number of requests, and the warnings. */
  async function pingMany(...answers: readonly (() => Promise<Response>)[]) {
    let requests = 0;
    const answerInTurn = () => {
      requests += 1;
      return (answers[requests % answers.length] ?? timeOut)();
    };
    const { warnings, output } = recordOutput();
    await pingHub('https://hub.example/', MANY, { ...QUICK, fetch: answerInTurn }, output);
    return { requests, warnings };
  }

  it('with six timeouts in a row gets no more pings', async () => {
    const { requests, warnings } = await pingMany(timeOut);
    expect(requests).toBe(6);
    expect(warnings.join('\n')).toContain('not tried after 6 timeouts in a row');
  });

  // [how it answers]
  it.each<[string, (() => Promise<Response>)[]]>([
    ['now and then by a timeout', [timeOut, answer(204)]],
    ['by a timeout or a status', [timeOut, answer(500)]],
    ['by a timeout or a refused connection', [timeOut, refuse]],
    ['always, but at once', [refuse]],
  ])('%s is pinged for every topic', async (_how, answers) => {
    expect(await pingMany(...answers)).toMatchObject({ requests: MANY.length });
  });

  it('for many topics causes a warning with ten of them', async () => {
    const { warnings } = await pingMany(refuse);
    const listed = MANY.slice(0, 10).map((topic) => `  ${topic}`);
    expect(warnings.map((warning) => warning.split('\n').slice(1))).toEqual([[...listed, '  and 90 more']]);
  });

  it('has not failed when it accepts a ping and never ends its answer', async () => {
    const { origin, close } = await listenRaw((_incoming, outgoing) => {
      outgoing.writeHead(202).write('Thank you');
    });
    onTestFinished(close);
    const { printed, warnings, output } = recordOutput();
    await pingHub(origin, TOPICS, QUICK, output);
    expect([printed, warnings]).toEqual([[`Notified the hub at ${origin} of 4 addresses.`], []]);
  });
});
