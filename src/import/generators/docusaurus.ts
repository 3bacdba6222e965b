// Docusaurus: the blogs that its presets and plugins have, and the Markdown that it reads as MDX.

import { withoutCode } from './pages.ts';
import { type Data, isData, textAt, valueAt } from './site-folder.ts';
import { tidyPath } from './url-parts.ts';

/** A blog: its folder, and its place in the site. */
export interface DocusaurusBlog {
  readonly folder: string;
  /** With a slash at both ends. */
  readonly route: string;
}

/** The blogs of a site, each with its folder; the one that every site may have comes last. */
export function docusaurusBlogs(config: Data): DocusaurusBlog[] {
  const presets = pairsIn(valueAt(config, 'presets')).map(([, options]) => valueAt(options, 'blog'));
  const plugins = pairsIn(valueAt(config, 'plugins'))
    .filter(([name]) => name.includes('content-blog'))
    .map(([, options]) => options);
  return [...presets.filter(isData), ...plugins, {}].map((options) => ({
    folder: (textAt(options, 'path') ?? 'blog').replace(/^\.?\/+|\/+$/g, ''),
    route: tidyPath(`/${valueAt(options, 'routeBasePath') ?? 'blog'}/`),
  }));
}

/** Presets and plugins are names, or lists of a name and options. */
function pairsIn(list: unknown): [name: string, options: Data][] {
  return (Array.isArray(list) ? list : []).flatMap((each): [string, Data][] =>
    Array.isArray(each) && typeof each[0] === 'string' && isData(each[1]) ? [[each[0], each[1]]] : [],
  );
}

/** What only JSX has: a component, a value in braces, or the name that it gives to `class`. */
const JSX = /<\/?[A-Z][\w.]*[\s/>]|<[a-z]+\s[^<>]*=\{|<[a-z]+\s[^<>]*\bclassName=|\{\/\*/;
const MODULE = /^(?:import\s+(?:["']|[\w$*{][^;"'`\n]*\bfrom\s+["'])|export\s+(?:const|default|function)\s)/;

/** Whether a text in a file `.md` is MDX: it begins with an import or an export, or JSX is read in every file. */
export function isMdxText(body: string, readsJsx: boolean): boolean {
  return MODULE.test(body.trimStart()) || (readsJsx && JSX.test(withoutCode(body)));
}
