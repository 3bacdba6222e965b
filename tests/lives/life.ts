// The life of a blog: the random author takes one step after the other, and readers look at the site after each deploy.

import { join } from 'node:path';
import type { SiteSettings } from '../../src/compile/settings/settings.ts';
import { NOON, serve } from '../a-blog.ts';
import { type Desk, hasClash, type Step, type Tools } from './author.ts';
import {
  type Copies,
  checkAddresses,
  checkDirectories,
  checkMainFeed,
  checkSubscriber,
  checkTombstones,
  checkValidators,
  checkWalks,
  type View,
} from './checks.ts';
import { isClear, type Knowledge, type KnownPost } from './knowledge.ts';
import { describePost, type Post, pathOf } from './post.ts';
import { type Site, type Subscriber, subscribers } from './readers.ts';
import { Told } from './told.ts';
import { type Audience, compileWorkspace, openWorkspace, savePosts, type Workspace } from './workspace.ts';

/** What happens in one turn: steps of the author, then a command, then time passes. */
export interface Turn {
  readonly steps: readonly Step[];
  readonly audience: Audience;
  readonly pause: number;
}

const SECOND = 1000;
const VOCABULARY =
  'amber antenna ballad beacon carrier compass dial drift echo ferry filter gale harbour index jetty kelp lamp marsh needle oar pilot quartz relay signal tide umber valve whistle yarn zenith'.split(
    ' ',
  );

interface Branch {
  desk: Desk;
  knowledge: Knowledge;
  readonly workspace: Workspace;
}

/** The id of a post that was never told may be given anew after it was deleted. */
type Ids = Map<number, string>;

export class Life {
  #now = NOON;
  #count = 0;
  #looks = 0;
  #signature = '';
  #site: Site | undefined;
  readonly #told = new Told(NOON);
  readonly #ids: Ids = new Map();
  readonly #used = new Set<string>();
  readonly #readers: readonly Subscriber[] = subscribers();
  readonly #copies: Copies = new Map();
  readonly #story: string[] = [];
  readonly #main: Branch;

  private constructor(main: Branch) {
    this.#main = main;
  }

  static async begin(folder: string): Promise<Life> {
    const workspace = await openWorkspace(join(folder, 'main'));
    const desk = { posts: [], deleted: [], settings: { window: 2, page: 2 } };
    return new Life({ desk, knowledge: new Map(), workspace });
  }

  /** Takes the steps that can be taken, compiles, and lets time pass; readers look on. Returns how many steps were taken. */
  async take({ steps, audience, pause }: Turn): Promise<number> {
    let taken = 0;
    for (const step of steps) taken += Number(this.#try(step));
    await this.#compile(this.#main, audience);
    await this.#look();
    if (pause > 0) {
      this.#now += pause;
      this.#told.wait(this.#now);
      this.#story.push(`${this.#time()}: later`);
      await this.#look();
    }
    return taken;
  }

  #try({ name, take }: Step): boolean {
    const { desk, knowledge } = this.#main;
    const next = take(desk, this.#tools);
    if (!next || hasClash(next) || !isClear(knowledge, finished(next))) return false;
    this.#main.desk = next;
    this.#story.push(`${this.#time()}: ${name}`, ...next.posts.map(describePost));
    return true;
  }

  readonly #tools: Tools = {
    number: () => ++this.#count,
    text: () => {
      const number = ++this.#count;
      return { title: `About ${number}`, body: this.#words(number) };
    },
    // Each date once, so that the order of the entries is known.
    date: (minutes) =>
      Math.floor(this.#now / SECOND) * SECOND + minutes * 60 * SECOND - ++this.#count * SECOND,
  };

  /** Thirty words that no other number gets. */
  #words(number: number): string {
    const words = Array.from({ length: 30 }, (_, index) => {
      const mixed = Math.imul(number * 31 + index + 1, 2654435761) >>> 0;
      return VOCABULARY[(mixed >>> 7) % VOCABULARY.length];
    });
    return `Text ${number}: ${words.join(' ')}.`;
  }

  async #compile(branch: Branch, audience: Audience): Promise<void> {
    const { desk, workspace } = branch;
    const posts = finished(desk);
    for (const post of posts) for (const path of [pathOf(post), ...post.aliases]) this.#used.add(path);
    this.#story.push(`${this.#time()}: compiled for ${audience}`);
    await savePosts(workspace, desk.posts);
    const { archive, ids } = await compileWorkspace(workspace, posts, desk.settings, audience, this.#now);
    this.#checkIds(ids);
    if (audience === 'readers') {
      this.#told.deploy(posts, this.#now);
      this.#site = serve(archive, this.#now);
    }
    branch.knowledge = this.#knowledgeAfter(branch, ids, audience);
    const { knowledge } = branch;
    for (const key of this.#ids.keys())
      if (!knowledge.has(key) && !this.#told.hasSeen(key)) this.#ids.delete(key);
  }

  #checkIds(ids: ReadonlyMap<number, string>): void {
    for (const [key, id] of ids) {
      const known = this.#ids.get(key) ?? id;
      if (known !== id)
        throw new Error(`post ${key} had the id ${known}, and now has ${id}\n${this.#tell()}`);
      this.#ids.set(key, id);
    }
  }

  /** What the lock knows after a compile. */
  #knowledgeAfter(
    { desk, knowledge }: Branch,
    ids: Ids | ReadonlyMap<number, string>,
    audience: Audience,
  ): Knowledge {
    const after = new Map<number, KnownPost>();
    const deployed = new Map(this.#told.deployed.map((post) => [post.key, post]));
    for (const post of finished(desk)) {
      const { key, kin, id: ownId, slug, title, body } = post;
      const told = deployed.get(key);
      const dated = this.#told.hasSeen(key) ? (told?.published ?? post.dated) : post.dated;
      const now = { slug, title, body, dated };
      const faces = told && audience === 'author' ? [{ ...told, dated: told.published }, now] : [now];
      const id = ids.get(key) ?? '';
      after.set(key, {
        key,
        kin,
        id,
        ...(ownId !== undefined && { ownId }),
        faces,
        former: this.#formerOf(post),
      });
    }
    for (const [key, known] of knowledge) {
      const isKept = this.#told.hasSeen(key) || (audience === 'author' && deployed.has(key));
      if (!after.has(key) && isKept) after.set(key, known);
    }
    return after;
  }

  #formerOf({ key, slug }: Post): string[] {
    const home = pathOf({ slug });
    return [...this.#told.paths].filter((path) => path !== home && this.#told.ownerOf(path) === key);
  }

  async #look(): Promise<void> {
    if (!this.#site) return;
    this.#site.clock.now = this.#now;
    this.#looks += 1;
    const view: View = {
      site: this.#site,
      told: this.#told,
      ids: this.#ids,
      used: this.#used,
      window: windowOf(this.#main.desk.settings),
      story: () => this.#tell(),
    };
    const signature = JSON.stringify([
      this.#told.deployed.map(seenOf),
      this.#told.visible.length,
      this.#told.removed,
      this.#main.desk.settings,
    ]);
    const isQuiet = signature === this.#signature;
    this.#signature = signature;
    const paths = this.#readers.map(({ path }) => path);
    await checkValidators(view, paths, this.#copies, isQuiet);
    await checkAddresses(view);
    await checkMainFeed(view);
    await checkWalks(view);
    await checkTombstones(view);
    await checkDirectories(view);
    for (const reader of this.#readers)
      if (this.#looks % reader.every === 0) await checkSubscriber(view, reader, this.#copies);
  }

  #time(): string {
    return new Date(this.#now).toISOString();
  }

  #tell(): string {
    return this.#story.join('\n');
  }
}

function finished({ posts }: Desk): Post[] {
  return posts.filter(({ draft }) => !draft);
}

function windowOf({ window = 10 }: Partial<SiteSettings>): number {
  return window;
}

/** Everything of a post that readers can see. */
function seenOf({ key: _, kin: __, folder: ___, dated: ____, draft: _____, ...seen }: Post): object {
  return seen;
}
