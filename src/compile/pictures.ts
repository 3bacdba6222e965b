// Pictures in raw HTML that would be none: without an address, or with one that leads to nothing that may be shown.

import { escapeUTF8 } from 'entities';
import { Parser } from 'htmlparser2';
import { withSource } from './sources.ts';
import { replaceSpans, type Span } from './spans.ts';

/** Of a picture that cannot be shown, the text stays. */
export function settlePictures(html: string, resolve: (address: string) => string | undefined): string {
  if (!/<img\b/i.test(html)) return html;
  const spans: Span[] = [];
  const isAgain = repetitions();
  const parser = new Parser({
    onopentag(name, attributes) {
      const { src, alt = '' } = withSource(attributes);
      const isRepeated = isAgain(name, src, attributes.src);
      if (name !== 'img' || (!isRepeated && src?.trim() && resolve(src))) return;
      const replacement = isRepeated ? '' : escapeUTF8(alt);
      spans.push({ start: parser.startIndex, end: parser.endIndex + 1, replacement });
    },
  });
  parser.end(html);
  return replaceSpans(html, spans);
}

/** Behind a picture for scripts, `<noscript>` has the same one for everybody else. */
function repetitions() {
  let lazy: string | undefined;
  let isBetween = false;
  return (name: string, source: string | undefined, typed: string | undefined): boolean => {
    const isRepeated = name === 'img' && isBetween && source === lazy;
    isBetween = name === 'noscript' && lazy !== undefined;
    if (name === 'img') lazy = source === typed ? undefined : source;
    return isRepeated;
  };
}
