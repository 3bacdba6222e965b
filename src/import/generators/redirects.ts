// Redirects: old addresses that files of the hosting send to posts become aliases of these posts, because the new host does not
// read those files.

import { decodePath } from '../../routes/paths.ts';
import { withoutEnd } from './address-rules.ts';
import { textsAt } from './front.ts';
import type { FoundPost } from './generator.ts';
import { isData, type SiteFolder, textAt, valueAt } from './site-folder.ts';

export interface Redirect {
  /** A path, in which `*` stands for anything and `:name` for one part. */
  readonly from: string;
  /** A path with the same names; `:splat` is what `*` stood for. */
  readonly to: string;
}

const PLACES = [
  '',
  'public/',
  'static/',
  'src/',
  'source/',
  'src/static/',
  'src/public/',
  'content/',
  'files/',
];

/** The redirects of Netlify, Cloudflare Pages, Vercel, Firebase, Apache, and of Astro's configuration. */
export async function redirectsIn(folder: SiteFolder): Promise<Redirect[]> {
  const found: Redirect[] = [];
  for (const place of PLACES) {
    found.push(...inLines((await folder.text(`${place}_redirects`)) ?? ''));
    found.push(...inApache((await folder.text(`${place}.htaccess`)) ?? ''));
  }
  const vercel = await folder.data(folder.first('vercel.json', 'now.json'));
  const netlify = await folder.data(folder.first('netlify.toml'));
  const firebase = await folder.data(folder.first('firebase.json'));
  found.push(...inList(valueAt(vercel, 'redirects'), 'source', 'destination'));
  found.push(...inList(valueAt(netlify, 'redirects'), 'from', 'to'));
  found.push(...inList(valueAt(firebase, 'hosting', 'redirects'), 'source', 'destination'));
  found.push(...(await inDocusaurus(folder)));
  const astro = await folder.data(folder.files.find((file) => /^astro\.config\.[cm]?[jt]s$/.test(file)));
  const own = valueAt(astro, 'redirects');
  for (const [from, target] of isData(own) ? Object.entries(own) : []) {
    const to = typeof target === 'string' ? target : textAt(target, 'destination');
    if (to !== undefined)
      found.push({
        from: from.replace(/\[(?:\.\.\.)?(\w+)\]/g, ':$1'),
        to: to.replace(/\[(?:\.\.\.)?(\w+)\]/g, ':$1'),
      });
  }
  return found;
}

/** The plugin of Docusaurus makes a page at each of the old addresses. */
async function inDocusaurus(folder: SiteFolder): Promise<Redirect[]> {
  const config = await folder.data(
    folder.files.find((file) => /^docusaurus\.config\.[cm]?[jt]s$/.test(file)),
  );
  const plugins = valueAt(config, 'plugins');
  return (Array.isArray(plugins) ? plugins : []).flatMap((plugin) => {
    const [name, options] = Array.isArray(plugin) ? plugin : [];
    const list = /plugin-client-redirects$/.test(String(name)) ? valueAt(options, 'redirects') : [];
    return (Array.isArray(list) ? list : []).flatMap((each) => {
      const to = textAt(each, 'to');
      return to === undefined ? [] : textsAt(each, 'from').map((from) => ({ from, to }));
    });
  });
}

/** `/old /new 301`. A status of 200 is a rewrite, and 404 a page for errors. */
function inLines(text: string): Redirect[] {
  return text.split('\n').flatMap((line) => {
    const [from, to, status = '301'] = line.trim().split(/\s+/);
    if (from === undefined || to === undefined || !from.startsWith('/')) return [];
    return /^30[12378]!?$/.test(status) ? [{ from, to }] : [];
  });
}

/** `Redirect 301 /old /new`, or with `permanent`. */
function inApache(text: string): Redirect[] {
  return [
    ...text.matchAll(/^\s*Redirect(?:Permanent)?\s+(?:(?:30[12]|permanent|temp)\s+)?(\/\S*)\s+(\S+)\s*$/gim),
  ].map(([, from = '', to = '']) => ({ from, to }));
}

function inList(list: unknown, from: string, to: string): Redirect[] {
  return (Array.isArray(list) ? list : []).flatMap((each) => {
    const [source, target] = [textAt(each, from), textAt(each, to)];
    const isConditional = valueAt(each, 'has') !== undefined || valueAt(each, 'query') !== undefined;
    const isRewrite = textAt(each, 'status') === '200' || textAt(each, 'status') === '404';
    if (source === undefined || target === undefined || isConditional || isRewrite) return [];
    // Vercel writes `:path*` for any number of parts.
    return [{ from: source.replace(/:(\w+)\*/g, '*'), to: target.replace(/:(\w+)\*/g, ':splat') }];
  });
}

/** The posts with aliases for the addresses that lead to them, and what to say of it. */
export function withRedirects(
  posts: readonly FoundPost[],
  redirects: readonly Redirect[],
  origin: string | undefined,
): { readonly posts: readonly FoundPost[]; readonly notes: readonly string[] } {
  const published = posts.filter(({ path, draft }) => path !== undefined && !draft);
  const taken = new Set(published.flatMap((post) => [post.path ?? '', ...aliasesOf(post)]).map(keyOf));
  const byPath = new Map(published.map((post) => [keyOf(post.path ?? ''), post]));
  const found = new Map<FoundPost, string[]>();
  const add = (post: FoundPost | undefined, from: string | undefined) => {
    if (!post || from === undefined || taken.has(keyOf(from)) || /[*:?#()[\]{}]/.test(from)) return;
    taken.add(keyOf(from));
    found.set(post, [...(found.get(post) ?? []), from]);
  };
  for (const { from, to } of redirects) {
    const target = pathOn(to, origin);
    if (target === undefined) continue;
    if (!/[*:]/.test(from)) add(byPath.get(keyOf(target)), decodePath(from));
    else if (/:\w/.test(target))
      for (const post of published) add(post, sourceOf(post.path ?? '', from, target));
  }
  const count = [...found.values()].flat().length;
  return {
    posts: posts.map((post) => withAliases(post, found.get(post))),
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
  const name =
    post.fields.redirect_from !== undefined && post.fields.aliases === undefined
      ? 'redirect_from'
      : 'aliases';
  const present = textsAt(post.fields, name);
  return { ...post, inherited: { ...post.inherited, [name]: [...present, ...added] } };
}

function aliasesOf({ fields }: FoundPost): string[] {
  return ['aliases', 'redirect_from'].flatMap((name) => textsAt(fields, name));
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
