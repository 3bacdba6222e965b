// Published addresses: whatever an author does to a post, its old addresses redirect to it or answer 410.

import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Lock } from '../../src/compile/lock/lock.ts';
import { permalinkPath } from '../../src/compile/posts/permalink.ts';
import { anEntry, HOUR, MINUTE, NOON, publish, serve } from '../a-blog.ts';
import { NOON as COMPILED_AT, compileFolder, settingsFor, writeFiles } from '../compile/blog.ts';
import { runs } from '../runs.ts';

const SECOND = 1000;

type App = ReturnType<typeof serve>;

/** Status and Location of the answer at a path. */
async function answerAt({ app }: App, path: string): Promise<{ status: number; location: string | null }> {
  const { status, headers } = await app.request(path, { method: 'HEAD' });
  return { status, location: headers.get('Location') };
}

/** What a reader of the Atom feed knows: the id of every entry by the path of its link, and the ids that are deleted. */
async function readAtom({ get }: App): Promise<{ ids: Map<string, string>; deleted: string[] }> {
  const atom = await (await get('/atom.xml')).text();
  const entries = [...atom.matchAll(/<entry>.*?<id>([^<]+)<\/id>.*?<link rel="alternate" href="([^"]+)"/gs)];
  const deleted = [...atom.matchAll(/<at:deleted-entry ref="([^"]+)"/g)].map(([, id = '']) => id);
  return { ids: new Map(entries.map(([, id = '', href = '']) => [new URL(href).pathname, id])), deleted };
}

// A table of what authors do. A row has the posts folder at each compile, the answers of all its addresses after the
// last compile, and the entries that the Atom feed then announces as deleted.
//
// `a=one` is the post a.md about `one`, `a=one!` the same post rewritten, `a=(one)` a draft of it, and `a=one#` the same
// with an id of its own. Each subject has its own date; `later` is scheduled to appear in an hour.

const DATES: Readonly<Record<string, string>> = {
  one: '2026-11-01',
  two: '2026-11-02',
  later: '2026-11-22T13:00:00Z',
};

/** `one@a` is the entry about `one` whose id was made when the post was a.md. */
function nameOf(id: string): string {
  const [, day = '', slug = ''] = /^tag:[^,]+,([^:]+):(.+)$/.exec(id) ?? [];
  const thing = Object.keys(DATES).find((each) => DATES[each]?.startsWith(day));
  return slug === '' ? id : `${thing}@${slug}`;
}

/** Name and text of the post's file. */
function fileOf(written: string): [name: string, text: string] {
  const [, slug, bracket, thing = '', rewritten, own] = /^(\S+)=(\(?)(\w+)(!?)\)?(#?)$/.exec(written) ?? [];
  const fields = [
    `title: About ${thing}`,
    `date: ${DATES[thing]}`,
    ...(bracket === '(' ? ['draft: true'] : []),
    ...(own === '#' ? [`id: urn:${thing}`] : []),
  ];
  const body = rewritten === '!' ? `Another text of ${thing}.` : `The text of ${thing}.`;
  return [`${slug}.md`, `---\n${fields.join('\n')}\n---\n${body}\n`];
}

/** The blog after these compiles, each with the setting `permalink` if there is one, and all slugs that it has had. */
async function blogAfter(
  states: readonly string[],
  permalinks: readonly string[] = [],
): Promise<{ app: App; slugs: string[] }> {
  const folder = await writeFiles({});
  const slugs = new Set<string>();
  let lock: Lock | undefined;
  let app: App | undefined;
  for (const [number, state] of states.entries()) {
    const posts = state.split(' ').filter((each) => each !== '');
    await rm(folder, { recursive: true });
    await mkdir(folder);
    for (const post of posts) {
      const [name, text] = fileOf(post);
      await writeFile(join(folder, name), text);
      slugs.add(name.replace('.md', ''));
    }
    const now = COMPILED_AT + number * MINUTE;
    const permalink = permalinks[number];
    const settings = settingsFor(permalink === undefined ? {} : { permalink });
    const { archive, compiled } = await compileFolder(folder, { settings, now, lock, tells: true });
    lock = compiled?.lock;
    app = serve(archive, now);
  }
  if (!app) throw new Error('a row needs a state');
  return { app, slugs: [...slugs].sort() };
}

async function answersAfter(states: readonly string[]): Promise<{ answers: string; deleted: string }> {
  const { app, slugs } = await blogAfter(states);
  const { ids, deleted } = await readAtom(app);
  const answers: string[] = [];
  for (const slug of slugs) {
    const { status, location } = await answerAt(app, `/posts/${slug}`);
    const detail = location?.replace('/posts/', '') ?? nameOf(ids.get(`/posts/${slug}`) ?? '');
    answers.push(`${slug} ${status} ${detail}`.trim());
  }
  return { answers: answers.join(', '), deleted: deleted.map(nameOf).sort().join(' ') };
}

describe('the addresses of a post that', () => {
  it.each<[string, readonly string[], string, string]>([
    ['is new', ['a=one'], 'a 200 one@a', ''],
    ['is rewritten', ['a=one', 'a=one!'], 'a 200 one@a', ''],
    ['gets another text and date', ['a=one', 'a=two'], 'a 200 one@a', ''],
    ['is compiled again', ['a=one', 'a=one'], 'a 200 one@a', ''],
    ['is deleted', ['a=one', ''], 'a 410', 'one@a'],
    ['is deleted and restored', ['a=one', '', 'a=one'], 'a 200 one@a', ''],
    ['becomes a draft', ['a=one', 'a=(one)'], 'a 410', 'one@a'],
    ['is a draft for a while', ['a=one', 'a=(one)', 'a=one'], 'a 200 one@a', ''],
    ['was never more than a draft', ['a=(one)', ''], 'a 404', ''],
    ['is scheduled', ['a=later'], 'a 404', ''],
    ['was scheduled and is deleted', ['a=later', ''], 'a 404', ''],

    ['is renamed', ['a=one', 'b=one'], 'a 301 b, b 200 one@a', ''],
    ['is renamed twice', ['a=one', 'b=one', 'c=one'], 'a 301 c, b 301 c, c 200 one@a', ''],
    ['is renamed and renamed back', ['a=one', 'b=one', 'a=one'], 'a 200 one@a, b 301 a', ''],
    ['is renamed, then rewritten', ['a=one', 'b=one', 'b=one!'], 'a 301 b, b 200 one@a', ''],
    ['is renamed and rewritten at once', ['a=one', 'b=one!'], 'a 410, b 200 one@b', 'one@a'],
    [
      'is renamed and rewritten at once, with an id of its own',
      ['a=one#', 'b=one!#'],
      'a 301 b, b 200 urn:one',
      '',
    ],
    ['is renamed, and rewritten on its way back', ['a=one', 'b=one', 'a=one!'], 'a 200 one@a, b 301 a', ''],
    ['is renamed and deleted', ['a=one', 'b=one', ''], 'a 410, b 410', 'one@a'],
    ['is renamed, deleted and restored', ['a=one', 'b=one', '', 'b=one'], 'a 301 b, b 200 one@a', ''],
    ['is deleted and restored at another address', ['a=one', '', 'b=one'], 'a 301 b, b 200 one@a', ''],

    ['is deleted and replaced by another', ['a=one', '', 'a=two'], 'a 200 two@a', 'one@a'],
    [
      'is deleted and replaced by another, which is deleted too',
      ['a=one', '', 'a=two', ''],
      'a 410',
      'one@a two@a',
    ],
    [
      'is deleted and replaced by another, which is renamed',
      ['a=one', '', 'a=two', 'b=two'],
      'a 301 b, b 200 two@a',
      'one@a',
    ],
    [
      'is restored after another had its address',
      ['a=one', '', 'a=two', '', 'a=one'],
      'a 200 one@a',
      'two@a',
    ],
    [
      'is renamed and later replaced by another',
      ['a=one', 'b=one', 'a=two b=one'],
      'a 200 two@a, b 200 one@a',
      '',
    ],
    ['is renamed and replaced by another at once', ['a=one', 'a=two b=one'], 'a 200 two@a, b 200 one@a', ''],
    [
      'is renamed and replaced by another, which is renamed too',
      ['a=one', 'b=one', 'a=two b=one', 'b=one c=two'],
      'a 301 c, b 200 one@a, c 200 two@a',
      '',
    ],
    [
      'is renamed and replaced by another, which is deleted',
      ['a=one', 'b=one', 'a=two b=one', 'b=one'],
      'a 410, b 200 one@a',
      'two@a',
    ],
    [
      'is deleted, its successor renamed, and it is restored at another address',
      ['a=one', 'b=one', '', 'a=two', 'c=two', 'b=one c=two'],
      'a 301 c, b 200 one@a, c 200 two@a',
      '',
    ],
    [
      'is newer than its successor, which is renamed, and is restored at another address',
      ['a=two', 'b=two', '', 'a=one', 'c=one', 'b=two c=one'],
      'a 301 c, b 200 two@a, c 200 one@a',
      '',
    ],
    [
      'is deleted, its successor deleted too, and it is restored at another address',
      ['a=two', 'b=two', '', 'a=one', '', 'b=two'],
      'a 410, b 200 two@a',
      'one@a',
    ],
    ['changes places with another', ['a=one b=two', 'a=two b=one'], 'a 200 two@b, b 200 one@a', ''],
    [
      'changes places by way of a third',
      ['a=one b=two', 'b=two c=one', 'a=two c=one', 'a=two b=one'],
      'a 200 two@b, b 200 one@a, c 301 b',
      '',
    ],

    [
      'is renamed and will be replaced by a scheduled post',
      ['a=one', 'b=one', 'a=later b=one'],
      'a 301 b, b 200 one@a',
      '',
    ],
    ['is deleted and will be replaced by a scheduled post', ['a=one', '', 'a=later'], 'a 410', 'one@a'],
    [
      'is renamed and would have been replaced by a scheduled post, which is deleted',
      ['a=one', 'b=one', 'a=later b=one', 'b=one'],
      'a 301 b, b 200 one@a',
      '',
    ],
  ])('%s', async (_, states, answers, deleted) => {
    expect(await answersAfter(states)).toEqual({ answers, deleted });
  });
});

describe('the addresses of a post on a site that', () => {
  const POSTS = '/posts/:slug';
  const YEARS = '/:year/:slug/';
  const FILES = '/:slug.html';

  // What the site does, the pattern at each compile, the posts then, and the answers of all addresses after the last one.
  it.each<[string, readonly string[], readonly string[], readonly string[]]>([
    [
      'changes its pattern',
      [POSTS, YEARS],
      ['a=one', 'a=one'],
      ['/posts/a 301 /2026/a/', '/posts/a.md 301 /2026/a.md', '/2026/a/ 200 one@a', '/2026/a.md 200'],
    ],
    [
      'changes it twice',
      [POSTS, YEARS, FILES],
      ['a=one', 'a=one', 'a=one'],
      ['/posts/a 301 /a.html', '/2026/a/ 301 /a.html', '/2026/a 301 /a.html', '/a.html 200 one@a'],
    ],
    [
      'changes it back',
      [POSTS, YEARS, POSTS],
      ['a=one', 'a=one', 'a=one'],
      ['/posts/a 200 one@a', '/2026/a/ 301 /posts/a'],
    ],
    [
      'changes it while posts are rewritten',
      [POSTS, YEARS],
      ['a=one b=two', 'a=one! b=two!'],
      ['/posts/a 301 /2026/a/', '/2026/a/ 200 one@a', '/posts/b 301 /2026/b/', '/2026/b/ 200 two@b'],
    ],
    [
      'changes it while a post is renamed',
      [POSTS, YEARS],
      ['a=one', 'b=one'],
      ['/posts/a 301 /2026/b/', '/2026/b/ 200 one@a', '/2026/a/ 404'],
    ],
    [
      'changes it while two posts change places',
      [POSTS, FILES],
      ['a=one b=two', 'a=two b=one'],
      ['/posts/a 301 /b.html', '/b.html 200 one@a', '/posts/b 301 /a.html', '/a.html 200 two@b'],
    ],
    [
      'changes it, and later loses the post',
      [POSTS, YEARS, YEARS],
      ['a=one', 'a=one', ''],
      ['/posts/a 410', '/2026/a/ 410', '/2026/a.md 410'],
    ],
    [
      'changes it while the post is gone',
      [POSTS, POSTS, YEARS],
      ['a=one', '', 'a=one!'],
      ['/posts/a 301 /2026/a/', '/2026/a/ 200 one@a'],
    ],
  ])('%s', async (_, permalinks, states, answers) => {
    const { app } = await blogAfter(states, permalinks);
    const { ids } = await readAtom(app);
    for (const expected of answers) {
      const [path = ''] = expected.split(' ');
      const { status, location } = await answerAt(app, path);
      expect(`${path} ${status} ${location ?? nameOf(ids.get(path) ?? '')}`.trim()).toBe(expected);
    }
  });
});

// The Link header of a page names the address of its Markdown, so people and programs keep that address too.
describe('the Markdown of a post that', () => {
  it('is new is not hidden by an alias of another post', async () => {
    const old = anEntry('old');
    const { lock } = publish([old], { aliases: { old: ['/posts/new.md'] } });
    const app = serve(publish([old, anEntry('new')], { lock }).archive);
    expect(await answerAt(app, '/posts/new.md')).toEqual({ status: 200, location: null });
  });

  it.each<[string, readonly string[], string]>([
    ['is new', ['a=one'], 'a.md 200'],
    ['is renamed', ['a=one', 'b=one'], 'a.md 301 b.md, b.md 200'],
    ['is renamed and renamed back', ['a=one', 'b=one', 'a=one'], 'a.md 200, b.md 301 a.md'],
    ['is deleted', ['a=one', ''], 'a.md 410'],
    ['is deleted and restored', ['a=one', '', 'a=one'], 'a.md 200'],
    ['is scheduled', ['a=later'], 'a.md 404'],
  ])('%s', async (_, states, expected) => {
    const { app, slugs } = await blogAfter(states);
    const answers: string[] = [];
    for (const slug of slugs) {
      const { status, location } = await answerAt(app, `/posts/${slug}.md`);
      answers.push(`${slug}.md ${status} ${location?.replace('/posts/', '') ?? ''}`.trim());
    }
    expect(answers.join(', ')).toBe(expected);
  });
});

describe('a deleted entry', () => {
  it('is named in the Atom feed while it is among the newest removals, and answers 410 for good', async () => {
    const posts = ['n1', 'n2', 'n3'].map((slug) => anEntry(slug));
    const site = { window: 2 };
    let { archive, lock } = publish(posts, { site });
    const told: string[][] = [];
    for (const number of [1, 2, 3]) {
      const now = NOON + number * HOUR;
      ({ archive, lock } = publish(posts.slice(number), { site, lock, now }));
      const app = serve(archive, now);
      told.push((await readAtom(app)).deleted);
      expect(await answerAt(app, '/posts/n1')).toMatchObject({ status: 410 });
    }
    const [first, second, third] = posts.map(({ id }) => id);
    expect(told).toEqual([[first], [second, first], [third, second]]);
  });
});

// A life of a blog: an author takes one step after the other. After each step, and again after a pause in which
// scheduled posts may appear, all addresses that readers have seen are requested.

interface Post {
  readonly slug: string;
  readonly text: string;
  /** The date that the author typed. */
  readonly dated: number;
  readonly redated?: true;
  readonly draft: boolean;
  /** Only when its author wrote one. */
  readonly id?: string;
  /** Its aliases. */
  readonly aliases: readonly string[];
  /** Which post this is for readers, whatever its file is called. */
  readonly key: number;
}

interface Posts {
  readonly posts: readonly Post[];
  /** As they were when they were deleted. */
  readonly deleted: readonly Post[];
}

/** What a step can use. */
interface Desk extends Posts {
  /** A new number at each call. */
  readonly number: () => number;
  readonly text: (drawn: number) => string;
  /** The date this many minutes from now. */
  readonly date: (minutes: number) => number;
  /** Whether the lock recognises a post at another address with another text. */
  readonly isKnownAt: (slug: string, post: Post) => boolean;
  /** Whether the lock recognises a renamed post when another post has its old address. */
  readonly canMakeWay: (post: Post) => boolean;
}

/** Returns the posts after the step; undefined when it cannot be done. */
type Step = (desk: Desk) => Posts | undefined;

/** The random properties of a new post. */
interface Idea {
  readonly slug: string;
  readonly words: number;
  readonly minutes: number;
  readonly own: boolean;
}

const slug = fc.constantFrom('a', 'b', 'c', 'größe');
const words = fc.nat(2);
const minutes = fc.constantFrom(-600, -1, -1, 30, 90);
const which = fc.nat(9);
const idea: fc.Arbitrary<Idea> = fc.record({ slug, words, minutes, own: fc.boolean() });

function write({ number, text, date }: Desk, { slug, words, minutes, own }: Idea): Post {
  const key = number();
  const id = own ? { id: `urn:post:${key}` } : {};
  return { slug, text: text(words), dated: date(minutes), draft: false, key, aliases: [], ...id };
}

/** A step that replaces a post that is not a draft by others. */
function replacing(which: number, by: (post: Post, desk: Desk) => readonly Post[] | undefined): Step {
  return (desk) => {
    const finished = desk.posts.filter((each) => !each.draft);
    const post = finished[which % finished.length];
    const replacement = post && by(post, desk);
    return replacement && { ...desk, posts: [...desk.posts.filter((each) => each !== post), ...replacement] };
  };
}

const add =
  (given: Idea): Step =>
  (desk) => ({ ...desk, posts: [...desk.posts, write(desk, given)] });

const edit = (which: number, drawn: number): Step =>
  replacing(which, (post, { text }) => [{ ...post, text: text(drawn) }]);

const rename = (which: number, slug: string): Step => replacing(which, (post) => [{ ...post, slug }]);

const renameAndEdit = (which: number, slug: string, drawn: number): Step =>
  replacing(which, (post, { text, isKnownAt, number, date }) => {
    const rewritten = { ...post, slug, text: text(drawn) };
    return [isKnownAt(slug, post) ? rewritten : { ...rewritten, key: number(), dated: date(-1) }];
  });

const renameAndReplace = (which: number, slug: string, given: Idea): Step =>
  replacing(which, (post, desk) =>
    desk.canMakeWay(post)
      ? [
          { ...post, slug },
          { ...write(desk, given), slug: post.slug },
        ]
      : undefined,
  );

const redate = (which: number, minutes: number): Step =>
  replacing(which, (post, { date }) => [{ ...post, dated: date(minutes), redated: true }]);

const swap =
  (which: number, beside: number): Step =>
  (desk) => {
    const finished = desk.posts.filter((each) => !each.draft);
    const [one, other] = [finished[which % finished.length], finished[beside % finished.length]];
    if (!one || !other || one === other || !desk.canMakeWay(one) || !desk.canMakeWay(other)) return undefined;
    const others = desk.posts.filter((each) => each !== one && each !== other);
    return { ...desk, posts: [...others, { ...one, slug: other.slug }, { ...other, slug: one.slug }] };
  };

/** Adds an alias to a post, or removes it. */
const name = (which: number, alias: string): Step =>
  replacing(which, (post) => {
    const others = post.aliases.filter((each) => each !== alias);
    return [{ ...post, aliases: others.length < post.aliases.length ? others : [...others, alias] }];
  });

/** Makes a post a draft, or publishes the draft. */
const withdraw =
  (which: number): Step =>
  ({ posts, deleted }) => {
    const index = which % posts.length;
    return {
      posts: posts.map((post, each) => (each === index ? { ...post, draft: !post.draft } : post)),
      deleted,
    };
  };

const remove =
  (which: number): Step =>
  ({ posts, deleted }) => {
    const gone = posts[which % posts.length];
    return gone && { posts: posts.filter((post) => post !== gone), deleted: [...deleted, gone] };
  };

const restore =
  (which: number): Step =>
  ({ posts, deleted }) => {
    const back = deleted[which % deleted.length];
    return back && { posts: [...posts, back], deleted: deleted.filter((post) => post !== back) };
  };

const nothing: Step = (posts) => posts;

const step: fc.Arbitrary<Step> = fc.oneof(
  idea.map(add),
  idea.map(add),
  fc.tuple(which, words).map((given) => edit(...given)),
  fc.tuple(which, slug).map((given) => rename(...given)),
  fc.tuple(which, slug, words).map((given) => renameAndEdit(...given)),
  fc.tuple(which, slug, idea).map((given) => renameAndReplace(...given)),
  fc.tuple(which, minutes).map((given) => redate(...given)),
  fc.tuple(which, which).map((given) => swap(...given)),
  fc.tuple(which, fc.constantFrom('/old/x', '/old/y')).map((given) => name(...given)),
  which.map(withdraw),
  which.map(remove),
  which.map(restore),
  fc.constant(nothing),
);
/** The time between two steps. */
const pause = fc.constantFrom(0, 20 * MINUTE, 40 * MINUTE, 2 * HOUR);
const life = fc.array(fc.tuple(step, pause), { minLength: 2, maxLength: 14, size: 'max' });

const pathOf = (slug: string) => encodeURI(permalinkPath(slug));

/** Compiles as `npm start` does: an id comes from the author or from the lock. */
function compileAgain(posts: readonly Post[], lock: Lock | undefined, now: number) {
  const entries = posts.map(({ slug, text, dated, id }) => {
    const defaultId = `tag:longwave.example,${new Date(dated).toISOString().slice(0, 10)}:${slug}`;
    return anEntry(slug, { id: id ?? defaultId, title: text, markdown: text, published: dated });
  });
  const aliases = Object.fromEntries(posts.map((each) => [each.slug, each.aliases]));
  const ownIds = new Set(posts.filter(({ id }) => id !== undefined).map(({ slug }) => slug));
  return publish(entries, { site: { window: 100 }, aliases, ownIds, lock, now });
}

function describePost({ key, slug, text, dated, draft, id, aliases }: Post): string {
  const date = new Date(dated).toISOString();
  const more = [id ?? [], aliases].flat().map((each) => `, ${each}`);
  return `  ${draft ? 'draft ' : ''}post ${key} at ${slug}: "${text}", ${date}${more.join('')}`;
}

function hasClash(posts: readonly Post[]): boolean {
  const named = posts.filter((post) => !post.draft).flatMap(({ aliases }) => aliases);
  return new Set(posts.map(({ slug }) => slug)).size < posts.length || new Set(named).size < named.length;
}

/** What a check can use. */
interface View {
  readonly app: App;
  /** The posts that readers see. */
  readonly visible: readonly Post[];
  /** By path, the key of the post that was last seen there. */
  readonly owners: ReadonlyMap<string, number>;
  /** All steps so far, for messages. */
  readonly story: string;
}

/** Takes the steps, and calls `look` after each step and after each pause. */
async function live(
  steps: readonly (readonly [Step, number])[],
  alike: boolean,
  look: (view: View) => Promise<void>,
): Promise<void> {
  let blog: Posts = { posts: [], deleted: [] };
  let now = NOON;
  let lock: Lock | undefined;
  let count = 0;
  const number = () => ++count;
  const owners = new Map<string, number>();
  const told = new Map<number, number>();
  const story: string[] = [];
  for (const [take, pausing] of steps) {
    const next = take({
      ...blog,
      number,
      text: (drawn) => `Text ${alike ? drawn : number()}`,
      date: (minutes) => now + minutes * MINUTE - (alike ? 0 : number() * SECOND),
      isKnownAt: (slug, { id, key }) => alike || id !== undefined || owners.get(pathOf(slug)) === key,
      canMakeWay: ({ id, redated }) => alike || id !== undefined || !redated,
    });
    // Two posts at one address are an error, so nothing is compiled.
    if (!next || hasClash(next.posts)) continue;
    blog = next;
    story.push(`compiled at ${new Date(now).toISOString()}`, ...blog.posts.map(describePost));
    const finished = blog.posts.filter((post) => !post.draft);
    tell(told, finished, now);
    const compiled = compileAgain(finished, lock, now);
    lock = compiled.lock;
    const app = serve(compiled.archive, now);
    for (const waited of [0, pausing]) {
      now += waited;
      app.clock.now = now;
      const visible = finished.filter(({ key }) => (told.get(key) ?? 0) <= now);
      for (const post of visible) owners.set(pathOf(post.slug), post.key);
      story.push(`looked at ${new Date(now).toISOString()}`);
      await look({ app, visible, owners, story: story.join('\n') });
    }
  }
}

/** Records the dates of new posts. The date of a post that readers have seen stays; that of any other may change. */
function tell(told: Map<number, number>, posts: readonly Post[], now: number): void {
  const isSeen = (key: number) => (told.get(key) ?? Number.POSITIVE_INFINITY) <= now;
  for (const key of told.keys()) if (!isSeen(key)) told.delete(key);
  for (const { key, dated } of posts) if (!told.has(key)) told.set(key, dated);
}

/** The expected answer at an old address of a post, given its present path; undefined for a deleted post. */
function answerFor(path: string, home: string | undefined) {
  if (home === undefined) return { status: 410, location: null };
  return path === home ? { status: 200, location: null } : { status: 301, location: home };
}

const RUNS = runs(25);

describe('whatever an author does', { timeout: 240_000 }, () => {
  it('every address that has led to an entry answers 200, 410, or 301 to an address that answers 200', async () => {
    const property = async (steps: readonly [Step, number][]) => {
      const seen = new Set<string>();
      const idsSeen = new Set<string>();
      await live(steps, true, async ({ app, visible, story }) => {
        const { ids, deleted } = await readAtom(app);
        for (const path of [...ids.keys(), ...visible.flatMap(({ aliases }) => aliases)]) seen.add(path);
        for (const id of ids.values()) idsSeen.add(id);
        expect(new Set(ids.values()).size, `the same id twice\n${story}`).toBe(ids.size);
        expect(deleted.sort(), `the deleted entries\n${story}`).toEqual(
          [...idsSeen].filter((id) => ![...ids.values()].includes(id)).sort(),
        );
        for (const path of seen) {
          const { status, location } = await answerAt(app, path);
          expect(ids.has(path) ? [200] : [301, 410], `${path}\n${story}`).toContain(status);
          if (status === 301) expect(ids.has(location ?? ''), `${path} to ${location}\n${story}`).toBe(true);
          if (status === 200)
            expect((await answerAt(app, `${path}.md`)).status, `${path}.md\n${story}`).toBe(status);
        }
      });
    };
    await fc.assert(fc.asyncProperty(life, property), RUNS);
  });

  it('an address leads to the post that was last seen there, and answers 410 when that is deleted', async () => {
    const property = async (steps: readonly [Step, number][]) => {
      const idsByPost = new Map<number, string>();
      await live(steps, false, async ({ app, visible, owners, story }) => {
        const { ids } = await readAtom(app);
        const paths = new Map(visible.map(({ key, slug }) => [key, pathOf(slug)]));
        expect([...ids.keys()].sort(), story).toEqual([...paths.values()].sort());
        for (const { key, slug } of visible) {
          const id = ids.get(pathOf(slug)) ?? '';
          expect(id, `post ${key}\n${story}`).toBe(idsByPost.get(key) ?? id);
          idsByPost.set(key, id);
        }
        for (const [path, key] of owners) {
          expect(await answerAt(app, path), `${path}\n${story}`).toEqual(answerFor(path, paths.get(key)));
        }
      });
    };
    await fc.assert(fc.asyncProperty(life, property), RUNS);
  });
});
