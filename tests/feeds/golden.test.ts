// Golden documents: one blog from its Markdown to every byte that readers get. A change of any byte is a decision:
// read the difference, and accept it with `npx vitest run tests/feeds/golden.test.ts -u`.

import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, it } from 'vitest';
import { DOCUMENTS, serveGolden } from './golden-blog.ts';
import { checkWellFormed } from './read-back.ts';

const GOLDEN = fileURLToPath(new URL('../fixtures/golden', import.meta.url));
const PRINT = fileURLToPath(new URL('print-golden.ts', import.meta.url));

let app: Awaited<ReturnType<typeof serveGolden>>;
beforeAll(async () => {
  app = await serveGolden();
});

describe('the golden document', () => {
  it.each(DOCUMENTS)('of %s is %s', async (path, file) => {
    const text = await (await app.request(path)).text();
    await expect(text).toMatchFileSnapshot(`${GOLDEN}/${file}`);
  });

  it.each(DOCUMENTS.filter(([, file]) => /\.(xml|opml)$/.test(file)))(
    'of %s is well-formed XML',
    async (path) => {
      checkWellFormed(await (await app.request(path)).text());
    },
  );
});

describe('the same blog', { timeout: 120_000 }, () => {
  // Environments of machines far apart. What they compile and render is printed as digests, and must not differ.
  it('is the same bytes on every machine, in every time zone and locale', async () => {
    const environments = [
      { TZ: 'UTC', LC_ALL: 'C' },
      { TZ: 'Pacific/Chatham', LC_ALL: 'tr_TR.UTF-8', LANG: 'tr_TR.UTF-8' },
      { TZ: 'America/St_Johns', LC_ALL: 'ar_EG.UTF-8', LANG: 'ar_EG.UTF-8' },
    ];
    const run = promisify(execFile);
    const printed: string[] = [];
    for (const environment of environments) {
      const env = { ...process.env, ...environment };
      printed.push((await run(process.execPath, ['--import', 'tsx', PRINT], { env })).stdout);
    }
    expect(printed[0]?.split('\n').length).toBeGreaterThan(DOCUMENTS.length);
    expect(printed[1]).toBe(printed[0]);
    expect(printed[2]).toBe(printed[0]);
  });
});
