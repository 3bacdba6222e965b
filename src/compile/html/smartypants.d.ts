// Types for `smartypants`, which has none of its own.
declare module 'smartypants' {
  /** Makes the punctuation in HTML typographic; `attributes` are the letters that its documentation lists. */
  export function smartypantsu(html: string, attributes: string): string;
}
