// Plain text: what a line of Markdown says, for titles and other texts that are shown without formatting.

const REFERENCES: Readonly<Record<string, string>> = {
  ...{ '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&nbsp;': '\u00A0' },
};

/** The text of a line without the marks of Markdown and the tags of HTML. */
export function plainText(line: string): string {
  return withoutMarks(withoutLinks(line).replace(/<\/?[a-z][^<>]*>/gi, ''))
    .replace(/(__)(?=\S)(.+?)\1/g, '$2')
    .replace(/\\([!-/:-@[-`{-~])/g, '$1')
    .replace(
      /&(?:[a-z]+|#(\d{1,7}));/g,
      (reference, code?: string) => characterOf(code) ?? REFERENCES[reference] ?? reference,
    )
    .replace(/[ \t]+/g, ' ')
    .trim();
}

/** A summary whose author wrote links, emphasis or code in it. Everything else is text: tags, `__init__`, backslashes. */
export function plainSummary(summary: string): string {
  return withoutMarks(withoutLinks(summary));
}

/** The text of links, and the descriptions of pictures. */
function withoutLinks(text: string): string {
  return text
    .replace(/!?\[([^[\]]*)\]\((?:[^()]|\([^()]*\))*\)/g, '$1')
    .replace(/!?\[([^[\]]+)\]\[[^[\]]*\]/g, '$1');
}

const CODE = /(`+)(?!`)(?<code>.+?)(?<!`)\1(?!`)/u.source;
const STRONG = /\*\*(?=\S)(?<strong>.+?)\*\*(?!\*)/u.source;
const EMPHASIS = /(?<![\p{L}\p{N}*_\\])(?<mark>[*_])(?=\S)(?<emphasis>[^*_]+)\k<mark>(?![\p{L}\p{N}*_])/u
  .source;
const MARKED = new RegExp([CODE, STRONG, EMPHASIS].join('|'), 'gu');

function withoutMarks(text: string): string {
  return text.replace(MARKED, (...match) => {
    const { code, strong, emphasis } = match.at(-1) as Record<string, string | undefined>;
    return code ?? withoutMarks(strong ?? emphasis ?? '');
  });
}

function characterOf(code: string | undefined): string | undefined {
  const number = Number(code);
  return number > 0 && number <= 0x10ffff ? String.fromCodePoint(number) : undefined;
}
