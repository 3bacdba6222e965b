// Old redirects: addresses that a site sent on to one of its posts, by a page or by a file for its host. They become aliases.

import { textsAt } from './front.ts';
import type { FoundPost, FoundSite, OldRedirect } from './generator.ts';
import { type SiteFolder, textAt, valueAt } from './site-folder.ts';

/** The posts, each with the addresses that led to it. */
export async function withOldRedirects(
  site: FoundSite,
  folder: SiteFolder,
  origin: string | undefined,
): Promise<FoundSite> {
  const redirects = [...(site.redirects ?? []), ...(await redirectsOfHost(folder))];
  const posts = new Map(
    site.posts.flatMap((post) => (post.path === undefined ? [] : [[bare(post.path), post]])),
  );
  const files = new Set(site.files.map(({ path }) => bare(path.replace(/^public/, ''))));
  const aliases = new Map<FoundPost, string[]>();
  const skipped = [...site.skipped];
  for (const { from, to, source } of redirects) {
    const old = pathOf(from, origin);
    const target = pathOf(to, origin);
    const post = target === undefined ? undefined : posts.get(bare(target));
    if (post && old !== undefined && !posts.has(bare(old)) && !files.has(bare(old)))
      aliases.set(post, [...(aliases.get(post) ?? []), old]);
    else if (source !== undefined)
      skipped.push({ source, reason: 'it only leads to an address that is no post' });
  }
  return { ...site, skipped, posts: site.posts.map((post) => withAliases(post, aliases.get(post))) };
}

function withAliases(post: FoundPost, found: readonly string[] | undefined): FoundPost {
  if (!found) return post;
  return { ...post, aliases: [...new Set([...(post.aliases ?? textsAt(post.fields, 'aliases')), ...found])] };
}

/** The path of an address of the site, decoded; undefined for one elsewhere, with a query, or with a placeholder. */
function pathOf(address: string, origin: string | undefined): string | undefined {
  const path =
    origin !== undefined && address.startsWith(`${origin}/`) ? address.slice(origin.length) : address;
  if (!/^\/[^/]/.test(path) || /[?#*:]|\(/.test(path)) return undefined;
  try {
    return decodeURI(path).normalize('NFC');
  } catch {
    return undefined;
  }
}

/** Servers find a page with and without the slash, `index.html` or `.html` at its end. */
function bare(path: string): string {
  return path.replace(/(?:\/index)?\.html?$|\/+$/i, '').toLowerCase();
}

const PLACES = ['', 'public/', 'static/', 'source/', 'src/', 'src/public/', 'src/static/', 'assets/'];

/** What files for Netlify, Cloudflare and Vercel say. */
async function redirectsOfHost(folder: SiteFolder): Promise<OldRedirect[]> {
  const rules = await folder.text(folder.first(...PLACES.map((place) => `${place}_redirects`)) ?? '');
  const lines = (rules ?? '').split('\n').map((line) => line.trim().split(/\s+/));
  const netlify = valueAt(await folder.data(folder.first('netlify.toml')), 'redirects');
  const vercel = valueAt(await folder.data(folder.first('vercel.json')), 'redirects');
  return [
    ...lines.flatMap(([from = '', to = '', status = '301']) => redirect(from, to, status)),
    ...objects(netlify).flatMap((each) =>
      redirect(textAt(each, 'from'), textAt(each, 'to'), textAt(each, 'status') ?? '301'),
    ),
    ...objects(vercel).flatMap((each) =>
      redirect(textAt(each, 'source'), textAt(each, 'destination'), '301'),
    ),
  ];
}

function objects(list: unknown): readonly unknown[] {
  return Array.isArray(list) ? list : [];
}

function redirect(from: string | undefined, to: string | undefined, status: string): OldRedirect[] {
  return from === undefined || to === undefined || !/^30[1278]!?$/.test(status) ? [] : [{ from, to }];
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
