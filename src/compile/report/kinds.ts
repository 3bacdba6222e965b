// Kinds of findings: those that a blog may have by the hundred. Commands show the first few of a kind and sum up the rest.

/** What is found, and what is wrong with it, as in `37 links in 12 posts lead nowhere`. */
const KINDS = {
  'dead link': ['links', 'lead nowhere'],
  'missing file': ['pictures and files', 'are missing'],
  template: ['pieces of template syntax', 'mean nothing here'],
  'missing heading': ['links', 'lead to headings that do not exist'],
  'taken alias': ['aliases', 'lead elsewhere already'],
} as const satisfies Readonly<Record<string, readonly [found: string, wrong: string]>>;

export type FindingKind = keyof typeof KINDS;

/** `37 links in 12 posts lead nowhere`, for more than one finding. */
export function sumUp(kind: FindingKind, findings: number, posts: number): string {
  const [found, wrong] = KINDS[kind];
  return `${findings} ${found} in ${posts === 1 ? '1 post' : `${posts} posts`} ${wrong}`;
}
