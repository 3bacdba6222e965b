// A post as its author thinks of it, and the text of its file.

export interface Post {
  /** Which post this is for readers, whatever its file is called. Its file has it in a comment of the front matter. */
  readonly key: number;
  /** The key of the post that it began as a copy of; its own for any other. */
  readonly kin: number;
  readonly slug: string;
  /** The pattern of the site's permalinks. */
  readonly pattern: string;
  /** A folder that is no part of the address; empty for none. */
  readonly folder: string;
  readonly title: string;
  readonly body: string;
  /** The date that the author typed, in whole seconds. */
  readonly dated: number;
  readonly tags: readonly string[];
  readonly author: string;
  readonly draft: boolean;
  readonly listed: boolean;
  /** Only when its author wrote one. */
  readonly id?: string;
  readonly aliases: readonly string[];
}

/** The pattern of a site without the setting. */
export const DEFAULT_PATTERN = '/posts/:slug';

/** The decoded path of its permalink. */
export function pathOf({ slug, pattern }: Pick<Post, 'slug' | 'pattern'>): string {
  return pattern.replace(':slug', slug);
}

/** Its file, within posts/. */
export function fileOf({ folder, slug }: Pick<Post, 'folder' | 'slug'>): string {
  return folder === '' ? `${slug}.md` : `${folder}/${slug}.md`;
}

export function textOf(post: Post): string {
  const { key, kin, title, body, dated, tags, author, draft, listed, id, aliases } = post;
  const front = [
    `# ${key} ${kin}`,
    `title: ${title}`,
    `date: ${new Date(dated).toISOString()}`,
    `author: ${author}`,
    `tags: ${JSON.stringify(tags)}`,
    `draft: ${draft}`,
    `feed: ${listed}`,
    `aliases: ${JSON.stringify(aliases)}`,
    ...(id === undefined ? [] : [`id: ${id}`]),
  ];
  return `---\n${front.join('\n')}\n---\n${body}\n`;
}

/** Reads what `textOf` wrote on a site with this pattern; undefined for anything else, such as a file with the marks of a conflict. */
export function readPost(file: string, text: string, pattern: string): Post | undefined {
  const [, numbers, fields = '', body = ''] = /^---\n# (\d+ \d+)\n(.*?)\n---\n(.*)\n$/s.exec(text) ?? [];
  if (numbers === undefined || /^(<{7}|={7}|>{7})/m.test(text)) return undefined;
  const [key = 0, kin = 0] = numbers.split(' ').map(Number);
  const field = Object.fromEntries(fields.split('\n').map((line) => line.split(/: (.*)/, 2)));
  const parts = file.replace(/\.md$/, '').split('/');
  return {
    key,
    kin,
    slug: parts.at(-1) ?? '',
    pattern,
    folder: parts.slice(0, -1).join('/'),
    title: field.title ?? '',
    body,
    dated: Date.parse(field.date ?? ''),
    tags: JSON.parse(field.tags ?? '[]'),
    author: field.author ?? '',
    draft: field.draft === 'true',
    listed: field.feed === 'true',
    ...(field.id !== undefined && { id: field.id }),
    aliases: JSON.parse(field.aliases ?? '[]'),
  };
}

export function describePost({
  key,
  dated,
  draft,
  listed,
  id,
  title,
  body,
  tags,
  aliases,
  ...post
}: Post): string {
  const more = [
    draft ? 'draft' : [],
    listed ? [] : 'in no feed',
    tags.length > 0 ? `tags ${tags.join(' ')}` : [],
    id ?? [],
    aliases,
  ].flat(2);
  const date = new Date(dated).toISOString().replace('.000', '');
  return `  post ${key} in ${fileOf(post)}: "${title}", "${body.slice(0, 24)}", ${date}${more.map((each) => `, ${each}`).join('')}`;
}
