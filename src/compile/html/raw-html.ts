// Raw HTML: the pieces of it among Markdown, settled so that none reaches beyond itself. An element may stay open,
// which is seen to when the whole is cleaned; but a tag, comment or script that never ends would take the Markdown
// behind it along.

import type { Token } from 'marked';

/** A piece of HTML without comments and scripts. */
export interface Settled {
  readonly html: string;
  /** What began in the piece, never ended and so hid the rest of it, such as `<script>`. */
  readonly unclosed?: string;
}

/** Comments, instructions and declarations: they end as CommonMark has it, or with the text. */
const UNSEEN =
  /<!--(?:-?>|[\s\S]*?(?:-->|$))|<\?[\s\S]*?(?:\?>|$)|<!\[CDATA\[[\s\S]*?(?:\]\]>|$)|<![a-z][^>]*(?:>|$)/gi;

const UNSEEN_ENDS = [
  ['<!--', '-->'],
  ['<?', '?>'],
  ['<![CDATA[', ']]>'],
] as const;

/** Elements that hold text rather than HTML, as browsers read them. Of all but the title, nothing is shown. */
const TEXT_ELEMENT = /^<(script|style|textarea|xmp|title)(?![^\s/>])/i;

/** Settles a piece that stands between blocks of Markdown: any amount of HTML. */
export function settleBlock(piece: string): Settled {
  let unclosed: string | undefined;
  const rest = piece.replace(UNSEEN, (unseen) => {
    const [begin, end] = UNSEEN_ENDS.find(([each]) => unseen.startsWith(each)) ?? ['<!', '>'];
    if (!unseen.endsWith(end)) unclosed = begin;
    return '';
  });
  const settled = settleTags(rest);
  return unclosed === undefined ? settled : { html: settled.html, unclosed };
}

function settleTags(text: string): Settled {
  let html = '';
  /** Up to where the text is in `html`, and up to where it is understood. */
  let done = 0;
  let next = 0;
  const replace = (start: number, end: number, replacement: string) => {
    html += text.slice(done, start) + replacement;
    done = next = end;
  };
  const last = text.lastIndexOf('>');
  for (const { 0: begin, index } of text.matchAll(/<[a-z/!?]/gi)) {
    if (index < next) continue;
    const end = index < last ? tagEnd(text, index) : undefined;
    const [, element] = TEXT_ELEMENT.exec(text.slice(index, end)) ?? [];
    if (end === undefined) replace(index, index + begin.length, begin.replace('<', '&lt;'));
    else if (element === undefined) next = end;
    else if (/title/i.test(element)) replace(index, end, '');
    else {
      const close = new RegExp(`</${element}(?![^\\s/>])[^>]*>`, 'gi');
      close.lastIndex = end;
      if (!close.test(text))
        return { html: html + text.slice(done, index), unclosed: `<${element.toLowerCase()}>` };
      replace(index, close.lastIndex, '');
    }
  }
  return { html: html + text.slice(done) };
}

/** An attribute, or what stands between two; a quote that is never closed runs to the end of the text. */
const PART = /[\s/]+|[^\s/>][^\s/>=]*(?:\s*=\s*(?:"[^"]*(?:"|$)|'[^']*(?:'|$)|[^\s>"'][^\s>]*)?)?/y;

/** Where a tag ends. Undefined for what is none. https://html.spec.whatwg.org/multipage/parsing.html#tag-open-state */
function tagEnd(text: string, start: number): number | undefined {
  const name = /<\/?[a-z][^\s/>]*/iy;
  name.lastIndex = start;
  if (!name.test(text)) return undefined;
  PART.lastIndex = name.lastIndex;
  let end = name.lastIndex;
  while (PART.test(text)) end = PART.lastIndex;
  return text[end] === '>' ? end + 1 : undefined;
}

/** Settles the HTML within a line, where each tag is a token of its own: scripts go with all that is in them. */
export function settleInline(tokens: Token[]): void {
  for (let index = 0; index < tokens.length; index += 1) {
    const token = tokens[index];
    if (token?.type !== 'html' || token.block) continue;
    const [, element = ''] = TEXT_ELEMENT.exec(token.raw) ?? [];
    if (element === '') continue;
    const closes = new RegExp(`^</${element}(?![^\\s/>])`, 'i');
    const end = tokens.findIndex(
      ({ type, raw }, later) => later > index && type === 'html' && closes.test(raw),
    );
    const isShown = /title/i.test(element) || end < 0;
    tokens.splice(index, isShown ? 1 : end - index + 1);
    index -= 1;
  }
}
