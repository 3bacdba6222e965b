// Frames and players: elements whose content no browser shows, so that one left open would hide what comes after it.

import { escapeUTF8 } from 'entities';
import { Parser } from 'htmlparser2';
import { withSource } from './sources.ts';
import { replaceSpans, type Span } from './spans.ts';

const FRAMES = ['iframe', 'object', 'embed'];
const PLAYERS = ['audio', 'video'];
const SOURCES = /(?:\s*<(?:source|track)\b[^>]*>)*/iy;

/**
 * Closes what is not closed right where it opens, and makes links of what shows another document; only an <iframe>
 * may stay, when `frames` says so. What a closed one holds is for browsers that know no frames, and goes.
 */
export function closeFrames(
  html: string,
  frames: 'keep' | 'link',
  resolve: (address: string) => string | undefined,
): string {
  if (!/<(?:iframe|object|embed|audio|video)\b/i.test(html)) return html;
  const open: Span[] = [];
  const spans: Span[] = [];
  const parser = new Parser({
    onopentag(name, attributes) {
      const { src, data, title } = withSource(attributes);
      const [start, end] = [parser.startIndex, parser.endIndex + 1];
      if (PLAYERS.includes(name)) {
        SOURCES.lastIndex = end;
        SOURCES.test(html);
        open.push({ start: SOURCES.lastIndex, end: SOURCES.lastIndex, replacement: `</${name}>` });
      }
      if (!FRAMES.includes(name)) return;
      const framed = name === 'object' ? data : src;
      const address = framed && resolve(framed);
      const frame = `${html.slice(start, end)}</iframe>`;
      const replacement = name === 'iframe' && frames === 'keep' ? frame : linkTo(address, title);
      open.push({ start, end, replacement: address ? replacement : '' });
    },
    onclosetag(name, isImplied) {
      const span = FRAMES.includes(name) || PLAYERS.includes(name) ? open.pop() : undefined;
      if (!span) return;
      if (isImplied) spans.push(span);
      else if (FRAMES.includes(name)) {
        spans.push({ ...span, end: html.indexOf('>', parser.endIndex) + 1 });
      }
    },
  });
  parser.end(html);
  return replaceSpans(html, spans);
}

function linkTo(address = '', title = ''): string {
  return `<a href="${escapeUTF8(address)}">${escapeUTF8(title || address)}</a>`;
}
