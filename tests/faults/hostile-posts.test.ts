// Hostile posts: each has findings that say where they are, or is published as valid documents.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { listFindings } from '../../src/compile/report/findings.ts';
import type { Dialect } from '../../src/compile/settings/settings.ts';
import { FORMATS } from '../../src/routes/formats.ts';
import { feedPath, serve } from '../a-blog.ts';
import { type CompiledBlog, compileBlog, settingsFor } from '../compile/blog.ts';
import { readBack } from '../feeds/read-back.ts';
import { runs } from '../runs.ts';
import { hostilePost } from './posts.ts';
import { times } from './random.ts';

const AT_ONCE = 8;

/** A message of the compiler has a place, a sentence, and no trace of a failure of the compiler itself. */
function checkMessages(lines: readonly string[]): void {
  for (const line of lines) {
    expect(line).toMatch(/^posts\/post-\d+\.md:[1-9]\d*:[1-9]\d*: \S/);
    expect(line).not.toMatch(
      /call stack|undefined|\[object|TypeError|RangeError|Cannot read|is not a function/,
    );
    expect(line).not.toMatch(/\p{Cc}/u);
  }
}

async function checkDocuments({ archive }: CompiledBlog): Promise<number> {
  const { get } = serve(archive, Number.MAX_SAFE_INTEGER);
  let published = 0;
  for (const format of FORMATS) {
    const response = await get(feedPath(format));
    expect(response.status).toBe(200);
    const { entries } = readBack(format, await response.text());
    published = entries.length;
    for (const { url = '' } of entries) {
      const page = await get(new URL(url).pathname);
      expect([url, page.status]).toEqual([url, 200]);
    }
  }
  return published;
}

describe('a hostile post', () => {
  it('has findings with a place, or is published as valid documents', async () => {
    let [published, refused] = [0, 0];
    const posts = fc.array(hostilePost, { minLength: AT_ONCE, maxLength: AT_ONCE });
    const dialects = fc.constantFrom<Dialect>('gfm', 'jekyll', 'hugo', 'obsidian');
    const property = async (texts: readonly string[], markdown: Dialect) => {
      const settings = settingsFor({ markdown, deadLinks: 'warning' });
      const files = texts.map((text, number) => [`post-${number}.md`, text] as const);
      const first = await compileBlog(Object.fromEntries(files), { settings });
      const lines = listFindings(first.findings);
      checkMessages(lines);
      const wrong = new Set(
        lines.filter((line) => !/: warning: /.test(line)).map((line) => line.split(':')[0]),
      );
      const sound = files.filter(([name]) => !wrong.has(`posts/${name}`));
      refused += files.length - sound.length;
      const blog = wrong.size === 0 ? first : await compileBlog(Object.fromEntries(sound), { settings });
      checkMessages(listFindings(blog.findings));
      // A link between two posts may have led to one that is gone now.
      if (blog.compiled) published += await checkDocuments(blog);
    };
    await fc.assert(fc.asyncProperty(posts, dialects, property), runs(500));
    expect(published).toBeGreaterThan(times(400));
    expect(refused).toBeGreaterThan(times(400));
  });
});
