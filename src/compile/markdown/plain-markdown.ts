// Plain Markdown: text of which every Markdown makes the same, from John Gruber's of 2004 to GitHub's.
//
// NetNewsWire renders `source:markdown` instead of the HTML, without any extension, so only such text may be in there.
// What follows is a small grammar of what all agree on, not a list of differences: text that it does not describe is
// not plain, and readers get its HTML alone. https://daringfireball.net/projects/markdown/syntax

/** Characters. In blocks of many megabytes, the patterns below run out of stack. */
const LONGEST = 500_000;

/** Whether original Markdown says the same as ours of this text, with every address absolute. */
export function isPlainMarkdown(markdown: string): boolean {
  if (markdown === '' || markdown.length > LONGEST || /[\t\r]|\n +\n/.test(markdown)) return false;
  const blocks = markdown.split(/\n{2,}/);
  const labels = labelsIn(blocks.filter((block) => DEFINITIONS.test(block)).join('\n'));
  if (!labels) return false;
  const shown = blocks.filter((block) => !DEFINITIONS.test(block));
  const kinds = shown.map((block) => kindOf(block, labels));
  return kinds.every((kind, index) => kind !== undefined && !joins(kinds[index - 1], kind));
}

type Kind = 'code' | 'heading' | 'list' | 'paragraph' | 'quote' | 'rule';

/** Whether some Markdown takes two blocks for one, although there is a blank line between them. */
function joins(before: Kind | undefined, kind: Kind): boolean {
  return (before === 'list' && kind === 'code') || (before === kind && /^(?:list|quote)$/.test(kind));
}

const ADDRESS = /https?:\/\/[A-Za-z0-9](?:[\w.~:/?#@!$+,;=%-]|&(?![#\w]*;))*/.source;
const TITLE = /(?: "[^"\\&<*_[\]`\n]+")?/.source;
const DEFINITION = new RegExp(`^\\[([a-z0-9][a-z0-9 -]*)\\]: ${ADDRESS}${TITLE}$`, 'i');
const DEFINITIONS = /^\[[^\]\n]+\]: /;

/** The names of the addresses that links refer to. Undefined if not all are plain and different. */
function labelsIn(definitions: string): Set<string> | undefined {
  const lines = definitions === '' ? [] : definitions.split('\n');
  const names = lines.map((line) => DEFINITION.exec(line)?.[1]?.toLowerCase());
  const labels = new Set(names.filter((name) => name !== undefined));
  return labels.size === lines.length ? labels : undefined;
}

const HEADING = /^#{1,6} (?!#)(.*[^\s#])$/;
const UNDERLINED = /^([^\n]*\S)\n(?:={3,}|-{3,})$/;
const RULE = /^(?:-{3,}|\*{3,}|_{3,})$/;
const CODE = /^ {4}.*\S(?:\n {4}.*\S)*$/;
const QUOTE = /^>(?: .*\S)?(?:\n>(?: .*\S)?)*$/;

function kindOf(block: string, labels: ReadonlySet<string>): Kind | undefined {
  const [, heading] = HEADING.exec(block) ?? [];
  if (heading !== undefined) return isInline(heading, labels) ? 'heading' : undefined;
  const [, underlined] = UNDERLINED.exec(block) ?? [];
  if (underlined !== undefined) return isParagraph(underlined, labels) ? 'heading' : undefined;
  if (RULE.test(block)) return 'rule';
  if (CODE.test(block)) return 'code';
  if (QUOTE.test(block)) return isQuote(block, labels) ? 'quote' : undefined;
  if (LIST.test(block)) return isList(block, labels) ? 'list' : undefined;
  return isParagraph(block, labels) ? 'paragraph' : undefined;
}

/** A quote of paragraphs. */
function isQuote(block: string, labels: ReadonlySet<string>): boolean {
  const quoted = block.replace(/^> ?/gm, '').split(/\n{2,}/);
  return quoted.every((paragraph) => isParagraph(paragraph, labels));
}

const LIST = /^(?:[*+-]|1\.) /;
const ITEM = /^([*+-]|\d{1,9}\.) (?! )/;

/** A list of single paragraphs without blank lines between them. All items have the same mark, or numbers from 1. */
function isList(block: string, labels: ReadonlySet<string>): boolean {
  const items = block.split(/\n(?! )/);
  const marks = items.map((item) => ITEM.exec(item)?.[1]?.replace(/\d+/, '1'));
  const indent = ' '.repeat((marks[0] ?? '').length + 1);
  return items.every((item, index) => {
    const text = item.replace(ITEM, '').replaceAll(`\n${indent}`, '\n');
    return marks[index] === marks[0] && !/ {2}\n/.test(text) && isParagraph(text, labels);
  });
}

/** What starts something other than a paragraph in some Markdown, even in the middle of one. */
const BLOCK_START = /^(?:[\s#>+=|~:-]|[*_](?:\s|$)|\d+[.)](?:\s|$)|$)/m;

function isParagraph(text: string, labels: ReadonlySet<string>): boolean {
  return !BLOCK_START.test(text) && !text.endsWith(' ') && isInline(text, labels);
}

/** Text without meaning. */
const PLAIN = /(?<plain>(?:[^\\`*_[\]<&~|!]|!(?!\[)|&(?![#\w]*;)|<(?= ))+)/.source;
const CODE_SPAN = /`[^`\s](?:[^`\n]*[^`\s])?`(?!`)/.source;
const STRESSED = /(?<stressed>[\p{L}\p{N}](?:[^\\`*_[\]<&~|]*[\p{L}\p{N}.,!?])?)/u.source;
/** Whole words only: inside words, some find emphasis and others do not. */
const EMPHASIS = String.raw`(?<=^|[\s(])(?<mark>\*\*?|__?)${STRESSED}\k<mark>(?=[\s.,;:!?)]|$)`;
const WORDS = `(?<words>(?:${CODE_SPAN}|${/[^\\`*_[\]<&~|\n]|\n(?! )/.source})+)`;
const LINK = String.raw`\[${WORDS}\](?:\(${ADDRESS}${TITLE}\)|\[(?<label>[^\]\n]*)\])`;
/** Without a title, which becomes a caption. */
const PICTURE = String.raw`${/!\[[^\\`*_[\]<&~|"\n]*\]/.source}\(${ADDRESS}\)`;
const AUTOLINK = /<https?:\/\/[A-Za-z0-9](?:[A-Za-z0-9.~:/?#@!$+,;=%-]|&(?![#\w]*;))*>/.source;

const PIECE = new RegExp([PLAIN, CODE_SPAN, EMPHASIS, LINK, PICTURE, AUTOLINK].join('|'), 'uy');

/** Text that GitHub's Markdown turns into a link. */
const BARE_ADDRESS = /:\/\/|www\.|\S@\S/i;
/** What some dialect reads as more than text: attributes, formulas, highlights, comments, emoji, names of blocks. */
const BEYOND =
  /\{[:.#]|\{[\w-]+=|\$[^$]*\$|==\S[\s\S]*==|%%[\s\S]*%%|(?<![\p{L}\p{N}_:/]):[a-z\d_+-]{1,60}:(?![\p{L}\p{N}_:])|(?:^|\s)\^[\w-]+\s*$/u;

function isInline(text: string, labels: ReadonlySet<string>): boolean {
  PIECE.lastIndex = 0;
  let prose = '';
  let labelled = '';
  while (PIECE.lastIndex < text.length) {
    const piece = PIECE.exec(text);
    if (!piece) return false;
    const { plain, stressed, words = '', label } = piece.groups ?? {};
    prose += plain ?? ` ${stressed ?? ''} `;
    labelled += ` ${words}`;
    if (label !== undefined && !labels.has((label || words).toLowerCase())) return false;
  }
  return !BARE_ADDRESS.test(prose) && !BEYOND.test(prose) && !BEYOND.test(labelled);
}
