// Pairs: which end tag belongs to which directive.

import { keyOf } from './arguments.ts';
import type { Html, Scanned } from './scan.ts';
import type { Directive, Syntax } from './tokens.ts';

/** What is opened and closed: a directive, or an element of HTML in MDX. */
export type Opened = Directive | Html;

/** The end tag of each of them that has one, and what each end tag closes. */
export type Pairs = ReadonlyMap<Opened, Opened>;

export function pairsIn(tokens: readonly Scanned[]): Pairs {
  const pairs = new Map<Opened, Opened>();
  const open: Record<Syntax | 'html', OpenDirectives> = {
    html: new OpenDirectives(),
    tag: new OpenDirectives(),
    shortcode: new OpenDirectives(),
    component: new OpenDirectives(),
    bracket: new OpenDirectives(),
  };
  for (const token of tokens) {
    if ((token.kind !== 'directive' || token.inner) && token.kind !== 'html') continue;
    const { role, name } = token.kind === 'html' ? token.tag : token;
    const ofKind = open[token.kind === 'html' ? 'html' : token.syntax];
    if (role === 'open') ofKind.push(token, name);
    const opening = role === 'close' ? ofKind.close(name) : undefined;
    if (opening) pairs.set(opening, token).set(token, opening);
  }
  return pairs;
}

/** What may still be closed. What nobody closes stands between others that somebody does. */
class OpenDirectives {
  readonly #open: (readonly [token: Opened, key: string])[] = [];
  readonly #counts = new Map<string, number>();

  push(token: Opened, name: string): void {
    this.#open.push([token, keyOf(name)]);
    this.#count(keyOf(name), 1);
  }

  /** Takes the last one of a name, and forgets those after it. Zola closes every directive with a mere `end`. */
  close(name: string): Opened | undefined {
    const wanted = keyOf(name);
    if (wanted !== '' && !this.#counts.get(wanted)) return undefined;
    for (;;) {
      const [token, key = ''] = this.#open.pop() ?? [];
      if (!token) return undefined;
      this.#count(key, -1);
      if (wanted === '' || key === wanted) return token;
    }
  }

  #count(key: string, change: number): void {
    this.#counts.set(key, (this.#counts.get(key) ?? 0) + change);
  }
}
