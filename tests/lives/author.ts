// The random author: every step that an author can take with the posts of a blog.

import fc from 'fast-check';
import type { SiteSettings } from '../../src/compile/settings/settings.ts';
import { HOUR, MINUTE } from '../a-blog.ts';
import { DEFAULT_PATTERN, type Post } from './post.ts';

/** The posts and settings of a blog, as they are on one branch. */
export interface Desk {
  readonly posts: readonly Post[];
  /** As they were when they were deleted. */
  readonly deleted: readonly Post[];
  readonly settings: Partial<SiteSettings>;
}

/** What a step can use. */
export interface Tools {
  /** A new number at each call. */
  readonly number: () => number;
  /** A text that no other post has; or, for an author who repeats himself, one of a few. */
  readonly text: (drawn: number) => Pick<Post, 'title' | 'body'>;
  /** The moment this many minutes from now. */
  readonly date: (minutes: number) => number;
}

/** Returns what is on the desk after the step; undefined when it cannot be taken. */
export interface Step {
  readonly name: string;
  readonly take: (desk: Desk, tools: Tools) => Desk | undefined;
}

const SLUGS = ['a', 'b', 'c', 'größe', 'e'];
const TAGS = ['x', 'y', 'z'];
const PEOPLE = ['Ada', 'Grace'];
/** Their pages and their Markdown have different addresses. */
const PATTERNS = [DEFAULT_PATTERN, '/blog/:slug/', '/:slug.html'];
const SOON = [30, 90];
/** Minutes from now. */
const DATES = [-30 * 24 * 60, -600, -1, -1, 0, ...SOON];

const which = fc.nat(9);
const slug = fc.constantFrom(...SLUGS);
const words = fc.nat(2);
const minutes = fc.constantFrom(...DATES);
const tags = fc.subarray(TAGS);

const idea = fc.record({
  slug,
  words,
  minutes,
  tags,
  author: fc.constantFrom(...PEOPLE),
  own: fc.nat(5).map((number) => number === 0),
  listed: fc.nat(5).map((number) => number > 0),
});
type Idea = typeof idea extends fc.Arbitrary<infer T> ? T : never;

function write({ number, text, date }: Tools, given: Idea, pattern = DEFAULT_PATTERN): Post {
  const key = number();
  const { slug, words, minutes, tags, author, own, listed } = given;
  return {
    key,
    kin: key,
    slug,
    pattern,
    folder: '',
    ...text(words),
    dated: date(minutes),
    tags,
    author,
    draft: false,
    listed,
    ...(own && { id: `urn:post:${key}` }),
    aliases: [],
  };
}

/** A step that replaces one post by others. */
function change(name: string, number: number, by: (post: Post, tools: Tools) => readonly Post[]): Step {
  return {
    name,
    take(desk, tools) {
      const post = desk.posts[number % Math.max(1, desk.posts.length)];
      return post && { ...desk, posts: [...desk.posts.filter((each) => each !== post), ...by(post, tools)] };
    },
  };
}

const STEPS = {
  add: (given: Idea): Step => ({
    name: `add ${given.slug}`,
    take: (desk, tools) => ({
      ...desk,
      posts: [...desk.posts, write(tools, given, desk.settings.permalink)],
    }),
  }),

  rewrite: (n: number, drawn: number) =>
    change('rewrite', n, (post, { text }) => [{ ...post, ...text(drawn) }]),

  touchUp: (n: number) =>
    change('touch up', n, (post, { number }) => [{ ...post, body: `${post.body} Revised ${number()}.` }]),

  retitle: (n: number) =>
    change('retitle', n, (post, { number }) => [{ ...post, title: `Retitled ${number()}` }]),

  rename: (n: number, slug: string) => change(`rename to ${slug}`, n, (post) => [{ ...post, slug }]),

  renameAndRetitle: (n: number, slug: string) =>
    change(`rename to ${slug} and retitle`, n, (post, { number }) => [
      { ...post, slug, title: `Retitled ${number()}` },
    ]),

  renameAndTouchUp: (n: number, slug: string) =>
    change(`rename to ${slug} and touch up`, n, (post, { number }) => [
      { ...post, slug, body: `${post.body} Revised ${number()}.` },
    ]),

  move: (n: number, folder: string) =>
    change(`move to the folder "${folder}"`, n, (post) => [{ ...post, folder }]),

  redate: (n: number, minutes: number) =>
    change(`date ${minutes} minutes from now`, n, (post, { date }) => [{ ...post, dated: date(minutes) }]),

  tag: (n: number, tags: readonly string[]) =>
    change(`tag ${tags.join(' ')}`, n, (post) => [{ ...post, tags }]),

  list: (n: number) => change('list or unlist', n, (post) => [{ ...post, listed: !post.listed }]),

  draft: (n: number) => change('withdraw or publish', n, (post) => [{ ...post, draft: !post.draft }]),

  alias: (n: number) =>
    change('add or remove an alias', n, (post, { number }) => [
      { ...post, aliases: post.aliases.length > 0 ? [] : [`/old/${number()}`] },
    ]),

  copy: (n: number, slug: string) =>
    change(`copy to ${slug}`, n, (post, { number }) => {
      const { id: _, ...copied } = post;
      return [post, { ...copied, key: number(), slug, aliases: [] }];
    }),

  replace: (n: number, slug: string, given: Idea) =>
    change(`rename to ${slug} and write another`, n, (post, tools) => [
      { ...post, slug },
      { ...write(tools, given, post.pattern), slug: post.slug },
    ]),

  swap: (n: number, m: number): Step => ({
    name: 'swap',
    take(desk) {
      const [one, other] = [n, m].map((each) => desk.posts[each % desk.posts.length]);
      if (!one || !other || one === other) return undefined;
      const others = desk.posts.filter((each) => each !== one && each !== other);
      return { ...desk, posts: [...others, { ...one, slug: other.slug }, { ...other, slug: one.slug }] };
    },
  }),

  remove: (n: number): Step => ({
    name: 'delete',
    take({ posts, deleted, ...desk }) {
      const gone = posts[n % posts.length];
      return gone && { ...desk, posts: posts.filter((post) => post !== gone), deleted: [...deleted, gone] };
    },
  }),

  restore: (n: number): Step => ({
    name: 'restore',
    take({ posts, deleted, ...desk }) {
      const back = deleted[n % deleted.length];
      return back && { ...desk, posts: [...posts, back], deleted: deleted.filter((post) => post !== back) };
    },
  }),

  repattern: (pattern: string): Step => ({
    name: `have posts at ${pattern}`,
    take: ({ posts, deleted, settings }) => ({
      posts: posts.map((post) => ({ ...post, pattern })),
      deleted: deleted.map((post) => ({ ...post, pattern })),
      settings: { ...settings, permalink: pattern },
    }),
  }),

  set: (settings: Partial<SiteSettings>): Step => ({
    name: `set ${JSON.stringify(settings)}`,
    take: (desk) => ({ ...desk, settings: { ...desk.settings, ...settings } }),
  }),
};

const settings = fc.oneof(
  fc.constantFrom('A blog', 'A log').map((title) => ({ title })),
  fc.constantFrom(2, 3).map((window) => ({ window })),
  fc.constantFrom(2, 3).map((page) => ({ page })),
  fc.constantFrom<SiteSettings['content']>('full', 'summary').map((content) => ({ content })),
);

/** One step of an author, the usual ones more often. */
export const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 5, arbitrary: idea.map(STEPS.add) },
  { weight: 1, arbitrary: fc.tuple(which, words).map((given) => STEPS.rewrite(...given)) },
  { weight: 2, arbitrary: which.map(STEPS.touchUp) },
  { weight: 1, arbitrary: which.map(STEPS.retitle) },
  { weight: 3, arbitrary: fc.tuple(which, slug).map((given) => STEPS.rename(...given)) },
  { weight: 1, arbitrary: fc.tuple(which, slug).map((given) => STEPS.renameAndRetitle(...given)) },
  { weight: 1, arbitrary: fc.tuple(which, slug).map((given) => STEPS.renameAndTouchUp(...given)) },
  { weight: 1, arbitrary: fc.tuple(which, fc.constantFrom('', '2026')).map((given) => STEPS.move(...given)) },
  { weight: 2, arbitrary: fc.tuple(which, minutes).map((given) => STEPS.redate(...given)) },
  { weight: 2, arbitrary: fc.tuple(which, tags).map((given) => STEPS.tag(...given)) },
  { weight: 1, arbitrary: which.map(STEPS.list) },
  { weight: 1, arbitrary: which.map(STEPS.draft) },
  { weight: 1, arbitrary: which.map(STEPS.alias) },
  { weight: 1, arbitrary: fc.tuple(which, slug).map((given) => STEPS.copy(...given)) },
  { weight: 1, arbitrary: fc.tuple(which, slug, idea).map((given) => STEPS.replace(...given)) },
  { weight: 1, arbitrary: fc.tuple(which, which).map((given) => STEPS.swap(...given)) },
  { weight: 3, arbitrary: which.map(STEPS.remove) },
  { weight: 2, arbitrary: which.map(STEPS.restore) },
  { weight: 1, arbitrary: fc.constantFrom(...PATTERNS).map(STEPS.repattern) },
  { weight: 1, arbitrary: settings.map(STEPS.set) },
);

/** The time between two steps: none, seconds, or long enough for scheduled posts to appear. */
export const pause = fc.constantFrom(0, 0, 700, 1000, 20 * MINUTE, 40 * MINUTE, 2 * HOUR);

/** Whether two posts claim the same address, which is an error, so that nothing is compiled. */
export function hasClash({ posts }: Desk): boolean {
  const finished = posts.filter(({ draft }) => !draft);
  const names = [...finished.map(({ slug }) => slug), ...finished.flatMap(({ aliases }) => aliases)];
  const files = posts.map(({ folder, slug }) => `${folder}/${slug}`);
  return new Set(names).size < names.length || new Set(files).size < files.length;
}
