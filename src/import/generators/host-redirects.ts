// Host redirects: the old addresses that files for a host, or the configuration of a program, send to other addresses.

import { textsAt } from './front.ts';
import type { OldRedirect } from './generator.ts';
import { isData, type SiteFolder, textAt, valueAt } from './site-folder.ts';

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
export async function hostRedirects(folder: SiteFolder): Promise<OldRedirect[]> {
  const found: OldRedirect[] = [];
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
async function inDocusaurus(folder: SiteFolder): Promise<OldRedirect[]> {
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
function inLines(text: string): OldRedirect[] {
  return text.split('\n').flatMap((line) => {
    const [from, to, status = '301'] = line.trim().split(/\s+/);
    if (from === undefined || to === undefined || !from.startsWith('/')) return [];
    return /^30[12378]!?$/.test(status) ? [{ from, to }] : [];
  });
}

/** `Redirect 301 /old /new`, or with `permanent`. */
function inApache(text: string): OldRedirect[] {
  return [
    ...text.matchAll(/^\s*Redirect(?:Permanent)?\s+(?:(?:30[12]|permanent|temp)\s+)?(\/\S*)\s+(\S+)\s*$/gim),
  ].map(([, from = '', to = '']) => ({ from, to }));
}

function inList(list: unknown, from: string, to: string): OldRedirect[] {
  return (Array.isArray(list) ? list : []).flatMap((each) => {
    const [source, target] = [textAt(each, from), textAt(each, to)];
    const isConditional = valueAt(each, 'has') !== undefined || valueAt(each, 'query') !== undefined;
    const isRewrite = textAt(each, 'status') === '200' || textAt(each, 'status') === '404';
    if (source === undefined || target === undefined || isConditional || isRewrite) return [];
    // Vercel writes `:path*` for any number of parts.
    return [{ from: source.replace(/:(\w+)\*/g, '*'), to: target.replace(/:(\w+)\*/g, ':splat') }];
  });
}
