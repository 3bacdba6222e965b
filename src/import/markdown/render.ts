// What Longwave makes of Markdown, to compare it with the HTML that it was made from.

import { renderMarkdown } from '../../compile/markdown/markdown.ts';

/** Any slug: ids in the result begin with it. */
const SLUG = 'x';

/** The HTML of a page. Throws a RangeError when the Markdown is nested too deeply. */
export function renderedPage(markdown: string): string {
  return renderMarkdown(markdown, {
    slug: SLUG,
    typography: 'plain',
    resolve: (address) => ({ page: address, readers: address }),
    warn: () => {},
    unclosed: () => {},
  }).page;
}
