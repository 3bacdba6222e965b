// Old redirects: addresses that a site sent on to one of its posts, by a page, by a file for its host or by its configuration.
// They become aliases, because the new host reads none of those.

import { decodePath } from '../../routes/paths.ts';
import { withoutEnd } from './address-rules.ts';
import { textsAt } from './front.ts';
import type { FoundPost, FoundSite, OldRedirect } from './generator.ts';

/** The posts, each with the addresses that led to it, and what to say of it. */
export function withOldRedirects(
  site: FoundSite,
  others: readonly OldRedirect[],
  origin: string | undefined,
): { readonly site: FoundSite; readonly notes: readonly string[] } {
  const published = site.posts.filter(({ path, draft }) => path !== undefined && !draft);
  const byPath = new Map(published.map((post) => [keyOf(post.path ?? ''), post]));
  const taken = new Set(
    [
      ...published.flatMap((post) => [post.path ?? '', ...aliasesOf(post)]),
      ...site.files.map(({ path }) => path.replace(/^public(?=\/)/, '')),
    ].map(keyOf),
  );
  const found = new Map<FoundPost, string[]>();
  const add = (post: FoundPost | undefined, from: string | undefined): boolean => {
    if (!post || from === undefined || /[*:?#()[\]{}]/.test(from)) return false;
    if (taken.has(keyOf(from))) return aliasesOf(post).some((alias) => keyOf(alias) === keyOf(from));
    taken.add(keyOf(from));
    found.set(post, [...(found.get(post) ?? []), from.normalize('NFC')]);
    return true;
  };
  const skipped = [...site.skipped];
  for (const { from, to, source } of [...(site.redirects ?? []), ...others]) {
    const target = pathOn(to, origin);
    const old = pathOn(from, origin);
    const isPattern = /[*:]/.test(old ?? '');
    const isAdded = target !== undefined && !isPattern && add(byPath.get(keyOf(target)), old);
    if (target !== undefined && old !== undefined && isPattern && /:\w/.test(target))
      for (const post of published) add(post, sourceOf(post.path ?? '', old, target));
    if (source !== undefined && !isAdded)
      skipped.push({ source, reason: 'it only leads to an address that is no post' });
  }
  const count = [...found.values()].flat().length;
  return {
    site: { ...site, skipped, posts: site.posts.map((post) => withAliases(post, found.get(post))) },
    notes:
      count === 0
        ? []
        : [
            `Old addresses of posts in the redirects of the site and in links between its posts: ${count}. They are aliases of these posts.`,
          ],
  };
}

function withAliases(post: FoundPost, added: readonly string[] | undefined): FoundPost {
  if (!added) return post;
  return { ...post, aliases: [...new Set([...(post.aliases ?? textsAt(post.fields, 'aliases')), ...added])] };
}

function aliasesOf({ aliases = [], fields }: FoundPost): string[] {
  return [...aliases, ...['aliases', 'redirect_from'].flatMap((name) => textsAt(fields, name))];
}

function keyOf(path: string): string {
  return withoutEnd(path)[0].toLowerCase();
}

/** The path of a target on the site itself. */
function pathOn(to: string, origin: string | undefined): string | undefined {
  const written = origin !== undefined && to.startsWith(`${origin}/`) ? to.slice(origin.length) : to;
  if (!/^\/(?!\/)/.test(written) || written.includes('?')) return undefined;
  return decodePath(written.replace(/#.*$/s, ''));
}

/** The address that a pattern sends to this path; undefined when it sends none, or when a name is only on one side. */
function sourceOf(path: string, from: string, to: string): string | undefined {
  const names: string[] = [];
  const [bare] = withoutEnd(to);
  const expression = bare.replace(/[.+^$()|[\]\\{}?*]/g, '\\$&').replace(/:(\w+)/g, (_, name: string) => {
    names.push(name);
    return name === 'splat' ? '(.+)' : '([^/]+)';
  });
  const values = new RegExp(`^${expression}$`, 's').exec(withoutEnd(path)[0]);
  if (!values) return undefined;
  const known = new Map(names.map((name, index) => [name, values[index + 1] ?? '']));
  const parts = (from.match(/:\w+|\*/g) ?? []).map((part) => (part === '*' ? 'splat' : part.slice(1)));
  if (parts.length !== known.size || !parts.every((part) => known.has(part))) return undefined;
  return from.replace(/:(\w+)|\*/g, (_, name?: string) => known.get(name ?? 'splat') ?? '');
}

/** The page that a redirecting page names, in a field or for browsers. */
export function targetOf(fields: Readonly<Record<string, unknown>>, body: string): string | undefined {
  return textsAt(fields, 'redirect_to')[0] ?? refreshOf(body);
}

/** Where `<meta http-equiv="refresh">` leads. */
function refreshOf(html: string): string | undefined {
  const tag = /<meta\b[^>]*\bhttp-equiv=["']?refresh\b[^>]*>/i.exec(html.slice(0, 5000))?.[0];
  return /\burl=["']?([^"'>\s]+)/i.exec(tag ?? '')?.[1];
}
