// The baseline: a worker that only sends stored answers of the app, so that any higher cost is the app's own work.

import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { WORKER_FILE } from '../../src/commands/workerd.ts';
import { ARCHIVE_FILE, ASSETS_FOLDER } from '../../src/compile/build/write-output.ts';
import type { Answer, Case } from './cases.ts';

/** An answer of the app, and the case that it answers. */
export type Given = readonly [Case, Answer];

/** Writes the worker into `folder`, and the bytes that it serves into `output`, as for a blog. */
export async function writeBareWorker(
  folder: string,
  output: string,
  given: readonly Given[],
): Promise<void> {
  await mkdir(join(output, ASSETS_FOLDER), { recursive: true });
  await writeFile(join(output, ARCHIVE_FILE), Buffer.concat(given.map(([, { body }]) => body)));
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, WORKER_FILE), workerOf(given));
}

function workerOf(given: readonly Given[]): string {
  let end = 0;
  const answers = given.map(([{ path, status, coding }, { headers, body }]) => {
    const start = end;
    end += body.length;
    return { path, status, coding: coding ?? 'identity', etag: headers.etag, start, end, headers };
  });
  return `import bytes from './${ARCHIVE_FILE}';

const documents = {};
for (const { path, status, coding, etag, start, end, headers } of ${JSON.stringify(answers)}) {
  const document = (documents[path] ??= { etag, whole: {} });
  if (status === 304) document.unchanged = { status, headers };
  else document.whole[coding] = {
    body: new Uint8Array(bytes.slice(start, end)),
    init: { headers, encodeBody: 'manual' },
  };
}
const [first, ...others] = Object.entries(documents).map(([path, document]) => ({ path, ...document }));

export default {
  fetch(request) {
    const document = others.find(({ path }) => request.url.endsWith(path)) ?? first;
    const { headers } = request;
    if (headers.get('If-None-Match') === document.etag) return new Response(null, document.unchanged);
    const { body, init } = document.whole[headers.get('Accept-Encoding')] ?? document.whole.identity;
    return new Response(body, init);
  },
};
`;
}
