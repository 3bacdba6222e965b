// HTML to Markdown: what Markdown cannot say stays HTML.

/** The Markdown of an HTML text. */
export function toMarkdown(html: string): string {
  return `${html.trim()}\n`;
}
