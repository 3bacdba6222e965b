// Embeds: films, code and posts of other sites, in the forms in which these sites have given them to authors.

import type { Element, ElementContent } from 'hast';
import { attribute, element, elementsIn, text } from '../../compile/html/elements.ts';

/** What stands for an embed; undefined for any other element. */
export function insteadOfEmbed(each: Element): ElementContent[] | undefined {
  if (each.tagName === 'script') return codeOf(each);
  if (each.tagName === 'object' || each.tagName === 'embed') return playerOf(each);
  if (each.tagName === 'blockquote' && /\btwitter-(?:tweet|video)\b/.test(attribute(each, 'className') ?? ''))
    forgetLanguage(each);
  return undefined;
}

/** The code that a script would write, as a link. */
function codeOf(script: Element): ElementContent[] | undefined {
  const address = attribute(script, 'src') ?? '';
  const [page] = /^https?:\/\/gist\.github\.com\/[\w./-]+?(?=\.js(?:[?#]|$))/.exec(address) ?? [];
  return page === undefined ? undefined : [element('p', {}, [element('a', { href: page }, [text(page)])])];
}

/** The players of YouTube and Vimeo were programs for a plug-in that browsers no longer have. */
function playerOf(player: Element): ElementContent[] | undefined {
  const addresses = [player, ...elementsIn(player)].flatMap((each) =>
    ['data', 'src', 'value'].map((name) => attribute(each, name) ?? ''),
  );
  for (const address of addresses) {
    const frame = frameFor(address);
    if (frame !== undefined) return [element('iframe', { src: frame, allowFullScreen: true })];
  }
  return undefined;
}

function frameFor(address: string): string | undefined {
  const [, film] =
    /^(?:https?:)?\/\/(?:www\.)?youtube(?:-nocookie)?\.com\/v\/([\w-]{6,20})/i.exec(address) ?? [];
  if (film !== undefined) return `https://www.youtube.com/embed/${film}`;
  const [, number] =
    /^(?:https?:)?\/\/(?:www\.)?vimeo\.com\/moogaloop\.swf\?(?:[^#]*&(?:amp;)?)?clip_id=(\d+)/i.exec(
      address,
    ) ?? [];
  return number === undefined ? undefined : `https://player.vimeo.com/video/${number}`;
}

/** Twitter guesses the language of a tweet. */
function forgetLanguage(tweet: Element): void {
  for (const each of elementsIn(tweet)) {
    delete each.properties.lang;
    delete each.properties.dir;
  }
}
