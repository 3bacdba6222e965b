// What Longwave makes of Markdown, to compare it with the HTML that it was made from.

import type { Root } from 'hast';
import { type MarkdownContext, pageOfMarkdown, renderMarkdown } from '../../compile/markdown/markdown.ts';

const CONTEXT: MarkdownContext = {
  // Any slug: ids in the result begin with it.
  slug: 'x',
  typography: 'plain',
  resolve: (address) => ({ page: address, readers: address }),
  warn: () => {},
  unclosed: () => {},
};

/** The HTML of a page. Throws a RangeError when the Markdown is nested too deeply. */
export function renderedPage(markdown: string): string {
  return renderMarkdown(markdown, CONTEXT).page;
}

/** The tree of a page, which need not be written to be compared. Throws a RangeError as above. */
export function treeOfPage(markdown: string): Root {
  return pageOfMarkdown(markdown, CONTEXT);
}
