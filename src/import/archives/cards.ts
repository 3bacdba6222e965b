// Cards: what Ghost and Substack put around links, pictures and notes becomes plain HTML.

import { rewrite } from '../../compile/html/elements.ts';
import { htmlOf, parseHtml } from '../markdown/parse.ts';
import { insteadOfCard } from './ghost-cards.ts';
import { insteadOfPart, withOriginalPicture } from './substack-parts.ts';

/** A class or an address that only Ghost or Substack writes. */
const MARK =
  /\bkg-|captioned-image|footnote|subscription-widget|image-link|class="tweet|data-component-name|data-attrs|button-wrapper|image\/fetch\//;

/** The HTML with plain elements in place of cards. */
export function tidyCards(html: string): string {
  if (!MARK.test(html)) return html;
  const tree = parseHtml(html);
  rewrite(tree, (each) => insteadOfCard(each) ?? insteadOfPart(withOriginalPicture(each)));
  return htmlOf(tree);
}
