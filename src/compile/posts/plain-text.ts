// Plain text: what a line of Markdown says, for titles and other texts that are shown without formatting.

const REFERENCES: Readonly<Record<string, string>> = {
  ...{ '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&nbsp;': '\u00A0' },
};

/** The text of a line without the marks of Markdown and the tags of HTML. */
export function plainText(line: string): string {
  return line
    .replace(/!?\[([^[\]]*)\]\([^()]*\)/g, '$1')
    .replace(/!?\[([^[\]]+)\]\[[^[\]]*\]/g, '$1')
    .replace(/<\/?[a-z][^<>]*>/gi, '')
    .replace(/(`+)(.+?)\1/g, '$2')
    .replace(/(\*\*|__)(?=\S)(.+?)\1/g, '$2')
    .replace(/(?<![\p{L}\p{N}*_\\])([*_])(?=\S)([^*_]+)\1(?![\p{L}\p{N}*_])/gu, '$2')
    .replace(/\\([!-/:-@[-`{-~])/g, '$1')
    .replace(
      /&(?:[a-z]+|#(\d{1,7}));/g,
      (reference, code?: string) => characterOf(code) ?? REFERENCES[reference] ?? reference,
    )
    .replace(/[ \t]+/g, ' ')
    .trim();
}

function characterOf(code: string | undefined): string | undefined {
  const number = Number(code);
  return number > 0 && number <= 0x10ffff ? String.fromCodePoint(number) : undefined;
}
