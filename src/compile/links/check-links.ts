// Links: whether what a post links to on its own site is there. Only known once every post is compiled.

import type { Instant } from '../../archive/entry.ts';
import type { Place, Report } from '../report/findings.ts';
import { didYouMean } from '../text/did-you-mean.ts';
import { isBrowsersOwn, partOf } from './anchors.ts';
import { decode, type Reference } from './references.ts';

/** A link from a post to a path of the same site. */
export interface SiteLink {
  /** As it stands in the post. */
  readonly typed: string;
  readonly path: string;
  /** Id of a part of the page; empty for all of it. */
  readonly part: string;
  readonly place: () => Place;
}

/** A compiled post, as far as links go. */
interface LinkedPost {
  readonly file: string;
  readonly entry: { readonly slug: string; readonly path: string; readonly published: Instant };
  readonly anchors: ReadonlySet<string>;
  readonly links: readonly SiteLink[];
}

/** Undefined for a link that leads off the site. */
export function linkOf({ readers }: Reference, origin: string): Pick<SiteLink, 'path' | 'part'> | undefined {
  if (!readers.startsWith(`${origin}/`)) return undefined;
  const [, path = '', fragment = ''] = /^([^?#]*)[^#]*#?(.*)$/s.exec(readers.slice(origin.length)) ?? [];
  return { path, part: isBrowsersOwn(fragment) ? '' : decode(fragment.replace(/:~:.*$/s, '')) };
}

/** Warns of links to parts that no post has, and to posts that readers cannot open yet. */
export function checkLinks(
  posts: readonly LinkedPost[],
  now: Instant,
  reportOn: (file: string) => Report,
): void {
  const targets = new Map(posts.map((post) => [post.entry.path, post]));
  for (const { file, entry, links } of posts) {
    for (const { typed, path, part, place } of links) {
      const target = targets.get(path);
      if (!target) continue;
      if (part !== '' && !target.anchors.has(part)) reportOn(file)('warning', place(), noPart(typed, target));
      if (target.entry.published > Math.max(now, entry.published)) {
        const moment = new Date(target.entry.published).toISOString().replace(/:\d\d\.000Z$/, 'Z');
        const message = `"${typed}" is not published before ${moment}; until then, readers find nothing there`;
        reportOn(file)('warning', place(), message);
      }
    }
  }
}

function noPart(typed: string, { file, anchors, entry }: LinkedPost): string {
  const part = decode(typed.slice(typed.indexOf('#') + 1));
  const parts = [...anchors].flatMap((id) => partOf(entry.slug, id) ?? []);
  const meant = didYouMean(parts, part);
  const advice = meant === undefined ? '' : `; did you mean #${meant}?`;
  return `posts/${file} has no heading or id #${part}${advice}`;
}
