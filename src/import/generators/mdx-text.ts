// MDX text: Markdown that its program reads as MDX, although its file ends in `.md`.

import { withoutCode } from './pages.ts';

/** What only JSX has: a component, a value in braces, or the name that it gives to `class`. */
const JSX = /<\/?[A-Z][\w.]*[\s/>]|<[a-z]+\s[^<>]*=\{|<[a-z]+\s[^<>]*\bclassName=|\{\/\*/;
const MODULE = /^(?:import\s+(?:["']|[\w$*{][^;"'`\n]*\bfrom\s+["'])|export\s+(?:const|default|function)\s)/;

/** Whether a text in a file `.md` is MDX: it begins with an import or an export, or JSX is read in every file. */
export function isMdxText(body: string, readsJsx: boolean): boolean {
  return MODULE.test(body.trimStart()) || (readsJsx && JSX.test(withoutCode(body)));
}
