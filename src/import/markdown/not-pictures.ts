// Pictures that are none: pixels that count readers, and the pictures of emoji with which WordPress replaces emoji.

type Attributes = Readonly<Record<'src' | 'alt' | 'width' | 'height', string | undefined>>;

/** What is to be shown instead of a picture: nothing, or an emoji. Undefined for a picture. */
export function insteadOfPicture({ src = '', alt = '', width, height }: Attributes): string | undefined {
  if (/\/(?:emoji|twemoji|smilies)\//.test(src) && EMOJI.test(alt)) return alt;
  const isCounter = alt.trim() === '' && isTiny(width ?? height) && isTiny(height ?? width);
  return isCounter ? '' : undefined;
}

/** An emoji with what joins several into one, or a digit in a frame. */
const EMOJI = /^(?:\p{Extended_Pictographic}|\p{RI}|\p{M}|\u200D|[\d#*]){1,20}$/u;

function isTiny(size: string | undefined): boolean {
  return /^\s{0,9}[01](?:px)?\s{0,9}$/.test(size ?? '');
}
