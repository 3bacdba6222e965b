// The life of a blog: the random author takes one step after the other, and readers look at the site after each deploy.

import { cp, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { LOCK_FILE } from '../../src/compile/lock/lock.ts';
import { NOON, serve } from '../a-blog.ts';
import { type Desk, hasClash, type Step, type Tools } from './author.ts';
import { type Copies, checkSite, checkSound, type Seen, type View } from './checks.ts';
import {
  isClear,
  type Knowledge,
  type KnownPost,
  merged as mergedKnowledge,
  sharesIds,
  union,
} from './knowledge.ts';
import { mergeWith, type Resolution } from './merge.ts';
import { DEFAULT_PATTERN, describePost, type Post, pathOf, readPost } from './post.ts';
import { type Site, subscribers } from './readers.ts';
import { Told } from './told.ts';
import { uniqueText } from './words.ts';
import {
  type Audience,
  compileWorkspace,
  openWorkspace,
  Refused,
  savePosts,
  type Workspace,
} from './workspace.ts';

/** What happens in one turn: steps of the author, then a command, then time passes. */
export interface Turn {
  /** The side branch begins at its first turn and ends with the next merge. Nothing is deployed from it. */
  readonly branch: 'main' | 'side';
  readonly steps: readonly Step[];
  readonly audience: Audience;
  readonly pause: number;
  /** Before all this, the side branch is merged, if there is one. */
  readonly merge?: Resolution | undefined;
}

/**
 * A careful author takes only steps after which everybody knows which post is which, so that all answers are known. A
 * careless one does anything, with posts that are alike; then readers must still lose nothing.
 */
export type Character = 'careful' | 'careless';

const SECOND = 1000;

interface Branch {
  desk: Desk;
  knowledge: Knowledge;
  readonly workspace: Workspace;
}

export class Life {
  #now = NOON;
  #count = 0;
  #looks = 0;
  #merges = 0;
  #deploysSinceFork = 0;
  /** What main knew when the side branch began. */
  #forked: Knowledge = new Map();
  #signature = '';
  #site: Site | undefined;
  #deployedSettings: Desk['settings'] = {};
  #side: Branch | undefined;
  readonly #folder: string;
  readonly #character: Character;
  readonly #main: Branch;
  readonly #told = new Told(NOON);
  /** The id of each post. That of a post which was never told may be given anew after it was deleted. */
  readonly #ids = new Map<number, string>();
  readonly #used = new Set<string>();
  readonly #readers = subscribers();
  readonly #copies: Copies = new Map();
  readonly #seen: Seen = { paths: new Set(), dates: new Map() };
  readonly #story: string[] = [];

  private constructor(folder: string, character: Character, main: Branch) {
    this.#folder = folder;
    this.#character = character;
    this.#main = main;
  }

  /** Begins in an empty folder. */
  static async begin(folder: string, character: Character): Promise<Life> {
    const workspace = await openWorkspace(join(folder, 'main'));
    const window = character === 'careful' ? 2 : 100;
    const desk = { posts: [], deleted: [], settings: { window, page: 2 } };
    return new Life(folder, character, { desk, knowledge: new Map(), workspace });
  }

  /** How many branches have been merged. */
  get merges(): number {
    return this.#merges;
  }

  /** Returns how many of the steps could be taken. */
  async take({ branch, steps, audience, pause, merge }: Turn): Promise<number> {
    if (merge !== undefined) await this.#merge(merge);
    const on = branch === 'main' ? this.#main : await this.#fork();
    const { desk } = on;
    const taken = steps.filter((step) => this.#try(on, step)).length;
    try {
      await this.#compile(on, on === this.#main ? audience : 'author');
    } catch (error) {
      // A careless author makes mistakes, and corrects them.
      if (this.#character === 'careful' || !(error instanceof Refused)) throw this.#retold(error as Error);
      this.#say(`refused: ${error.message}`);
      on.desk = desk;
    }
    await this.#look();
    if (pause > 0) {
      this.#now += pause;
      this.#told.wait(this.#now);
      this.#say('later');
      await this.#look();
    }
    return taken;
  }

  #try(branch: Branch, { name, take }: Step): boolean {
    const next = take(branch.desk, this.#tools);
    if (!next || hasClash(next) || !this.#isClear(branch.knowledge, next)) return false;
    branch.desk = next;
    const where = branch === this.#main ? '' : ' on the side branch';
    this.#say(`${name}${where}`, next.posts);
    return true;
  }

  #isClear(knowledge: Knowledge, desk: Desk): boolean {
    if (this.#character === 'careless') return true;
    // Only the other branch knows a post that this one has forgotten, because it never deployed it.
    const isForgotten = ({ key }: Post) => this.#ids.has(key) && !knowledge.has(key);
    return !finished(desk).some(isForgotten) && isClear(knowledge, finished(desk));
  }

  readonly #tools: Tools = {
    number: () => ++this.#count,
    text: (drawn) =>
      this.#character === 'careful'
        ? uniqueText(++this.#count)
        : { title: `Text ${drawn}`, body: `Text ${drawn}.` },
    // Each date once, so that the order of the entries is known.
    date: (minutes) => {
      const whole = Math.floor(this.#now / SECOND) * SECOND + minutes * 60 * SECOND;
      return this.#character === 'careful' ? whole - ++this.#count * SECOND : whole;
    },
  };

  async #fork(): Promise<Branch> {
    if (this.#side) return this.#side;
    const { desk, knowledge, workspace } = this.#main;
    const copied = await openWorkspace(join(this.#folder, `side-${this.#merges}`));
    for (const to of [copied.folder, this.#base()]) await cp(workspace.folder, to, { recursive: true });
    this.#say('a side branch begins');
    this.#deploysSinceFork = 0;
    this.#forked = knowledge;
    this.#side = { desk, knowledge, workspace: { ...copied, files: workspace.files } };
    return this.#side;
  }

  /** Where main is kept as it was when the side branch began. */
  #base(): string {
    return join(this.#folder, `base-${this.#merges}`);
  }

  async #merge(wanted: Resolution): Promise<void> {
    const [side, main] = [this.#side, this.#main];
    if (!side) return;
    const sides = { base: this.#base(), ours: main.workspace.folder, theirs: side.workspace.folder };
    // Only main knows of what was deployed since.
    const resolution = wanted === 'theirs' && this.#deploysSinceFork > 0 ? 'left' : wanted;
    const merged = await mergeWith(join(this.#folder, `merge-${this.#merges}`), sides, resolution);
    this.#merges += 1;
    this.#side = undefined;
    // The settings are those of main.
    const pattern = main.desk.settings.permalink ?? DEFAULT_PATTERN;
    const posts = [...merged.files].map(([file, text]) => readPost(file, text, pattern));
    const desk = { ...main.desk, posts: posts.filter((post) => post !== undefined) };
    const chosen = {
      ours: main.knowledge,
      theirs: side.knowledge,
      left: union(main.knowledge, side.knowledge),
    };
    const knowledge = merged.lockConflicted
      ? chosen[resolution]
      : mergedKnowledge(this.#forked, main.knowledge, side.knowledge);
    const keys = new Set(desk.posts.map(({ key }) => key));
    const deleted = desk.deleted.filter(({ key }) => !keys.has(key));
    const isAmbiguous =
      keys.size < posts.length ||
      hasClash(desk) ||
      !this.#isClear(knowledge, desk) ||
      sharesIds(main.knowledge, side.knowledge);
    if (isAmbiguous) return this.#say('the side branch is abandoned');
    this.#say(
      `the side branch is merged; lock: ${merged.lockConflicted ? resolution : 'merged'}`,
      desk.posts,
    );
    main.desk = { ...desk, deleted };
    main.knowledge = knowledge;
    await savePosts(main.workspace, desk.posts);
    await writeFile(join(main.workspace.folder, LOCK_FILE), merged.lock);
    this.#forget(knowledge);
  }

  async #compile(branch: Branch, audience: Audience): Promise<void> {
    const { desk, workspace } = branch;
    const posts = finished(desk);
    for (const post of posts) for (const path of [pathOf(post), ...post.aliases]) this.#used.add(path);
    this.#say(`compiled for ${audience}`);
    await savePosts(workspace, desk.posts);
    const { archive, ids } = await compileWorkspace(workspace, posts, desk.settings, audience, this.#now);
    if (this.#character === 'careful') this.#checkIds(ids);
    if (audience === 'readers') {
      this.#told.deploy(posts, this.#now);
      this.#deploysSinceFork += 1;
      this.#deployedSettings = desk.settings;
      this.#site = serve(archive, this.#now);
    }
    branch.knowledge = this.#knowledgeAfter(branch, ids, audience);
    this.#forget(union(this.#main.knowledge, this.#side?.knowledge ?? new Map()));
  }

  #checkIds(ids: ReadonlyMap<number, string>): void {
    for (const [key, id] of ids) {
      const known = this.#ids.get(key) ?? id;
      if (known !== id) throw new Error(`post ${key} had the id ${known}, and now has ${id}`);
      this.#ids.set(key, id);
    }
  }

  #forget(knowledge: Knowledge): void {
    for (const key of this.#ids.keys())
      if (!knowledge.has(key) && !this.#told.hasSeen(key)) this.#ids.delete(key);
  }

  /** What the lock knows after a compile. */
  #knowledgeAfter(
    { desk, knowledge }: Branch,
    ids: ReadonlyMap<number, string>,
    audience: Audience,
  ): Knowledge {
    const after = new Map<number, KnownPost>();
    const deployed = new Map(this.#told.deployed.map((post) => [post.key, post]));
    for (const post of finished(desk)) {
      const { key, kin, id: ownId, slug, pattern, title, body } = post;
      const told = deployed.get(key);
      const dated = this.#told.hasSeen(key) ? (told?.published ?? post.dated) : post.dated;
      const face = { slug, pattern, title, body, dated };
      const faces = told && audience === 'author' ? [{ ...told, dated: told.published }, face] : [face];
      const own = ownId !== undefined && { ownId };
      const isTold = audience === 'readers' || knowledge.get(key)?.isTold === true;
      after.set(key, {
        key,
        kin,
        id: ids.get(key) ?? '',
        ...own,
        faces,
        isTold,
        former: this.#formerOf(post),
      });
    }
    for (const [key, known] of knowledge) {
      const isKept = known.isTold && (audience === 'author' || this.#told.hasSeen(key));
      if (after.has(key) || !isKept) continue;
      // The first face is what readers knew; a removal that was told keeps no other.
      const faces = audience === 'readers' ? known.faces.slice(0, 1) : known.faces;
      after.set(key, { ...known, faces, isGone: true });
    }
    return after;
  }

  #formerOf(post: Post): string[] {
    const home = pathOf(post);
    return [...this.#told.paths].filter((path) => path !== home && this.#told.ownerOf(path) === post.key);
  }

  async #look(): Promise<void> {
    if (!this.#site) return;
    this.#site.clock.now = this.#now;
    this.#looks += 1;
    const view = this.#view(this.#site);
    if (this.#character === 'careless') await checkSound(view, this.#seen);
    else await checkSite(view, this.#readers, this.#copies, this.#looks, this.#isQuiet());
  }

  #view(site: Site): View {
    return {
      site,
      told: this.#told,
      ids: this.#ids,
      used: this.#used,
      story: () => this.#tell(),
    };
  }

  /** Whether readers see exactly what they saw at the last look. */
  #isQuiet(): boolean {
    const { deployed, visible, removed } = this.#told;
    const signature = JSON.stringify([deployed.map(seenOf), visible.length, removed, this.#deployedSettings]);
    const isQuiet = signature === this.#signature;
    this.#signature = signature;
    return isQuiet;
  }

  #say(what: string, posts: readonly Post[] = []): void {
    this.#story.push(`${new Date(this.#now).toISOString()}: ${what}`, ...posts.map(describePost));
  }

  #retold({ message, stack }: Error): Error {
    return Object.assign(new Error(`${message}\n${this.#tell()}`), { stack });
  }

  #tell(): string {
    return this.#story.join('\n');
  }
}

function finished({ posts }: Desk): Post[] {
  return posts.filter(({ draft }) => !draft);
}

/** Everything of a post that readers can see. */
function seenOf({ key: _, kin: __, folder: ___, dated: ____, draft: _____, ...seen }: Post): object {
  return seen;
}
