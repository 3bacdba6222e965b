// Partials: Markdown that posts import and show as a component, `<Notice />`. Its text goes where the post shows it, and it
// is no post of its own.

import { posix } from 'node:path';
import type { Skipped } from '../imported.ts';
import { readFront } from './front.ts';
import type { FoundPost } from './generator.ts';
import type { SiteFolder } from './site-folder.ts';

const IMPORT = /^import[ \t]+(\w+)[ \t]+from[ \t]*["'](\.{1,2}\/[^"'\n]{1,300}\.mdx?)["'];?[ \t]*\n?/gm;

/** The posts with the text of what they import, and what is no post because others import it. */
export async function withPartials(
  posts: readonly FoundPost[],
  folder: SiteFolder,
): Promise<{ readonly posts: FoundPost[]; readonly skipped: Skipped[] }> {
  const dated = new Set(posts.filter(({ date }) => date !== undefined).map(({ source }) => source));
  const used = new Map<string, string>();
  const whole = await Promise.all(
    posts.map(async (post) => {
      let { text } = post;
      for (const [statement, name = '', path = ''] of post.text.matchAll(IMPORT)) {
        const target = posix.join(posix.dirname(post.source), path);
        const shown = new RegExp(`^([ \\t]*)<${name}(?:\\s[^<>]*)?/>[ \\t]*$`, 'gm');
        const partial = dated.has(target) || !folder.has(target) ? undefined : await folder.text(target);
        if (partial === undefined || !shown.test(text)) continue;
        used.set(target, post.source);
        const body = readFront(partial).body.trim();
        text = text.replace(statement, '').replace(shown, (_, indent: string) => indented(body, indent));
      }
      return { ...post, text };
    }),
  );
  return {
    posts: whole.filter(({ source }) => !used.has(source)),
    skipped: posts.flatMap(({ source }) => {
      const user = used.get(source);
      return user === undefined ? [] : [{ source, reason: `its text is in ${user}, which shows it` }];
    }),
  };
}

/** More than three spaces before a line would make code of it. */
function indented(text: string, indent: string): string {
  if (indent.length > 3) return `\n${text}\n`;
  return `\n${text.replace(/^(?=.)/gm, indent)}\n`;
}
