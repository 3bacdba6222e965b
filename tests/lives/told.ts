// What readers have been told: which post they saw where, under which id, and when it was published. It is derived from
// what the author deployed and from the clock, without a look at Longwave.

import { type Post, pathOf } from './post.ts';

/** A post that is deployed. It is visible from its publication on. */
export interface Deployed extends Post {
  readonly published: number;
}

/** The answer of an address. A location is a decoded path. */
export interface Answer {
  readonly status: 200 | 301 | 404 | 410;
  readonly location?: string;
}

export class Told {
  #now: number;
  #deployed: readonly Deployed[] = [];
  /** By path, the key of the post that readers last saw there. */
  readonly #owners = new Map<string, number>();
  /** By key, when a post that readers have seen was published. */
  readonly #dates = new Map<number, number>();
  /** Removed posts, in the order of their removal. */
  #removed: readonly Deployed[] = [];
  readonly #tags = new Set<string>();

  constructor(now: number) {
    this.#now = now;
  }

  /** The posts that readers see now, newest first. */
  get visible(): readonly Deployed[] {
    return this.#deployed
      .filter(({ published }) => published <= this.#now)
      .sort((a, b) => b.published - a.published);
  }

  get deployed(): readonly Deployed[] {
    return this.#deployed;
  }

  /** The posts that readers have seen and that are gone, as they were last; the latest removal last. */
  get removed(): readonly Deployed[] {
    return this.#removed;
  }

  /** Tags of feeds that readers have been able to subscribe to. */
  get tags(): ReadonlySet<string> {
    return this.#tags;
  }

  /** Every path at which readers have seen something. */
  get paths(): Iterable<string> {
    return this.#owners.keys();
  }

  hasSeen(key: number): boolean {
    return this.#dates.has(key);
  }

  deploy(posts: readonly Post[], now: number): void {
    this.#now = now;
    const before = this.visible;
    this.#deployed = posts.map((post) => ({ ...post, published: this.#dates.get(post.key) ?? post.dated }));
    const keys = new Set(posts.map(({ key }) => key));
    const gone = before.filter(({ key }) => !keys.has(key));
    this.#removed = [...this.#removed.filter(({ key }) => !keys.has(key)), ...gone];
    this.#see(this.visible);
  }

  /** Time passes; scheduled posts appear in their order. */
  wait(now: number): void {
    const before = this.#now;
    this.#now = now;
    this.#see(this.visible.filter(({ published }) => published > before));
  }

  /** Readers see these posts, newest first. */
  #see(posts: readonly Deployed[]): void {
    for (const post of [...posts].reverse()) {
      for (const path of [...post.aliases, pathOf(post)]) this.#owners.set(path, post.key);
      this.#dates.set(post.key, post.published);
      if (post.listed) for (const tag of post.tags) this.#tags.add(tag);
    }
  }

  /** The key of the post that readers last saw at a path. */
  ownerOf(path: string): number | undefined {
    return this.#owners.get(path);
  }

  /** The answer that readers must get at a path. */
  answerAt(path: string): Answer {
    const key = this.#owners.get(path);
    if (key === undefined) return { status: 404 };
    const post = this.visible.find((each) => each.key === key);
    if (!post) return { status: 410 };
    return pathOf(post) === path ? { status: 200 } : { status: 301, location: pathOf(post) };
  }
}
