// The blog of the benchmark: ordinary posts, and a main feed of about 60 KB.

import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ROOT } from '../../src/commands/project.ts';
import { templateVersions } from '../../src/compile/build/template-version.ts';
import { writeOutput } from '../../src/compile/build/write-output.ts';
import { compile } from '../../src/compile/compile.ts';
import { formatFindings } from '../../src/compile/report/findings.ts';
import { checkSettings } from '../../src/compile/settings/settings.ts';

/** More than the window of a feed holds, as on a blog with a history. */
const POSTS = 40;
const SECTIONS = 4;
/** Two posts a week: the window holds its default number of entries. */
const BETWEEN_POSTS_MS = 3.5 * 86_400_000;

const WORDS =
  'signal carrier station evening tuner antenna valve the of a quiet band every listener drifts between long waves and static while the dial keeps its light'.split(
    ' ',
  );

/** A permalink of the blog. */
export const PERMALINK = `/posts/post-${POSTS}`;

/** Writes the posts into `folder/posts`, and the compiled blog into `output`. */
export async function compileBlog(folder: string, output: string): Promise<void> {
  const posts = join(folder, 'posts');
  await mkdir(posts, { recursive: true });
  const now = Date.now();
  for (let number = 1; number <= POSTS; number += 1) {
    const date = new Date(now - (POSTS + 1 - number) * BETWEEN_POSTS_MS).toISOString();
    await writeFile(join(posts, `post-${number}.md`), postOf(number, date));
  }
  const { compiled, findings } = await compile({
    folder: posts,
    settings: checkSettings({
      origin: 'https://longwave.example',
      title: 'Long waves',
      description: 'A blog to be measured.',
      language: 'en',
      author: 'Longwave',
    }),
    templates: await templateVersions(ROOT),
    now,
    drafts: 'exclude',
  });
  if (!compiled) throw new Error(`The blog does not compile:\n${[...formatFindings(findings)].join('\n')}`);
  await writeOutput(output, compiled);
}

/** A post that becomes some 6 KB of HTML: prose with links, a list, a table and code. */
export function postOf(number: number, date: string): string {
  const sections = Array.from({ length: SECTIONS }, (_, section) => sectionOf(number * SECTIONS + section));
  return `---
title: Post ${number}
date: ${date}
tags: [radio, t${number % 7}]
---

${sections.join('\n')}`;
}

function sectionOf(seed: number): string {
  return `## Section ${seed}

${proseOf(seed, 25)} [${proseOf(seed + 3, 3)}](https://waves.example/${seed}) ${proseOf(seed + 5, 20)}.

- *${proseOf(seed + 7, 8)}*
- **${proseOf(seed + 11, 7)}** and \`tune(${seed})\`

| frequency | station |
|---|---|
| ${seed} kHz | ${proseOf(seed + 13, 3)} |

\`\`\`js
const station = tune(${seed}, { band: 'long' });
\`\`\`
`;
}

/** Pseudo-random words, the same for the same seed, which do not compress unusually well. */
function proseOf(seed: number, words: number): string {
  let state = seed;
  return Array.from({ length: words }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return WORDS[(state >>> 16) % WORDS.length];
  }).join(' ');
}
