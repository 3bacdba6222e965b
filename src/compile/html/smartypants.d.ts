// The package `smartypants` brings no types.
declare module 'smartypants' {
  /** Educates the punctuation in HTML; `attributes` are the letters that its documentation lists. */
  export function smartypantsu(html: string, attributes: string): string;
}
