// Pages: which of the files of a site are content, and which only list other pages.

export const TEMPLATE = 'it is a template that the generator fills in';
export const OWN_PAGE = 'Longwave has its own page there';

/** Liquid, Nunjucks, Vue or JSX that goes through the posts. */
const LISTS =
  /\{%-?\s*(?:for|assign|set|tablerow)\s[^%]{0,200}?\b(?:site\.\w+|paginator|pagination|collections)\b|<(?:ListPosts|PostList|BlogList|Posts)\b|\bgetCollection\(/;

/** True when the text of a page is there to list posts, or when it is nothing but tags. */
export function isListing(body: string): boolean {
  const code = withoutCode(body);
  if (LISTS.test(code)) return true;
  const words = code
    .replace(/\{%[^%]{0,500}%\}|\{\{[^}]{0,500}\}\}|<[^<>]{0,500}>/g, ' ')
    .match(/[\p{L}\p{N}]+/gu);
  return (words?.length ?? 0) < 5 && /\{[{%]|<\w/.test(code);
}

/** The text without fenced code and code spans. */
export function withoutCode(body: string): string {
  let fence: string | undefined;
  const lines = body.split('\n').filter((line) => {
    const marks = /^ {0,3}(`{3,}|~{3,})/.exec(line)?.[1];
    if (fence === undefined) {
      fence = marks;
      return marks === undefined;
    }
    if (marks?.startsWith(fence) && line.trim() === marks) fence = undefined;
    return false;
  });
  return lines.join('\n').replace(/`[^`\n]*`/g, '');
}

/** What Markdown cannot say, or what is a whole document rather than the text of one. */
const DESIGNED = /<(?:!doctype|html|head|body|script|style|form|canvas|svg|iframe|input|button|nav|link)\b/i;
const FEWEST_WORDS = 20;

/** Whether a page in HTML is a text, and neither a design nor a template. */
export function isTextInHtml(body: string): boolean {
  if (/\{[{%]/.test(body) || DESIGNED.test(body)) return false;
  const words = body.replace(/<[^<>]{0,2000}>/g, ' ').match(/[\p{L}\p{N}]+/gu);
  return (words?.length ?? 0) >= FEWEST_WORDS;
}
