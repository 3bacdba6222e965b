// Pictures in raw HTML that would be none: without an address, or with one that leads to nothing that may be shown.

import { escapeUTF8 } from 'entities';
import { Parser } from 'htmlparser2';
import { followSources } from './sources.ts';
import { replaceSpans, type Span } from './spans.ts';

/** Of a picture that cannot be shown, the text stays. */
export function settlePictures(html: string, resolve: (address: string) => string | undefined): string {
  if (!/<img\b/i.test(html)) return html;
  const spans: Span[] = [];
  const twins = twinsOfLazyPictures();
  const follow = followSources();
  const parser = new Parser({
    onopentag(name, attributes) {
      const { src, alt = '' } = follow(name, attributes);
      const isRepeated = twins.open(name, src, attributes.src);
      if (name !== 'img') return;
      const [start, end] = [parser.startIndex, parser.endIndex + 1];
      const replace = (replacement: string) => spans.push({ start, end, replacement });
      if (isRepeated) replace('');
      else if (!src?.trim() || !resolve(src)) replace(escapeUTF8(alt));
      // Of two attributes of one name, the first counts.
      else if (src !== attributes.src)
        replace(html.slice(start, end).replace(/^<img/i, (tag) => `${tag} src="${escapeUTF8(src)}"`));
    },
    onclosetag: twins.close,
  });
  parser.end(html);
  return replaceSpans(html, spans);
}

/** Behind a picture for scripts, `<noscript>` has the same one for everybody else. */
function twinsOfLazyPictures() {
  let lazy: string | undefined;
  let isForOthers = false;
  return {
    /** Whether the tag that opens is such a twin. */
    open(name: string, source: string | undefined, typed: string | undefined): boolean {
      if (name === 'noscript') isForOthers = lazy !== undefined;
      const isTwin = name === 'img' && isForOthers && source === lazy;
      if (name === 'img') lazy = source === typed ? undefined : source;
      return isTwin;
    },
    close(name: string): void {
      if (name === 'noscript') isForOthers = false;
    },
  };
}
