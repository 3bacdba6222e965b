// Inner tokens: which tokens each kind of token contains, for everything that goes through a whole post.

import type { Token } from 'marked';

/** The tokens in a token, in the order of the text. The list of footnotes has none: it repeats earlier tokens. */
export function innerTokens(token: Token): Token[] {
  if (token.type === 'list' || token.type === 'definitionList') return token.items;
  if (token.type !== 'table') return 'tokens' in token ? (token.tokens ?? []) : [];
  const cells: { tokens: Token[] }[] = [token.header, ...token.rows].flat();
  return cells.flatMap(({ tokens }) => tokens);
}
