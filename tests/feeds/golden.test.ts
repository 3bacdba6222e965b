// Golden documents: every byte that readers get of one blog. When a byte changes, read the difference, then accept it
// with `npx vitest run tests/feeds/golden.test.ts -u`.

import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, it } from 'vitest';
import { DOCUMENTS, digestGolden, serveGolden } from './golden-blog.ts';
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
  it.concurrent.each([
    { TZ: 'Pacific/Chatham', LC_ALL: 'tr_TR.UTF-8', LANG: 'tr_TR.UTF-8' },
    { TZ: 'America/St_Johns', LC_ALL: 'ar_EG.UTF-8', LANG: 'ar_EG.UTF-8' },
  ])('has the same bytes here and on a machine with %j', async (environment) => {
    const env = { ...process.env, ...environment };
    const { stdout } = await promisify(execFile)(process.execPath, ['--import', 'tsx', PRINT], { env });
    expect(stdout).toBe(await digestGolden());
    expect(stdout.split('\n')).toHaveLength(DOCUMENTS.length + 1);
  });
});
