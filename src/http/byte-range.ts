// Byte ranges: which part of a file a request wants (RFC 9110 section 14).

/** The first and the last byte; the first byte of a file is 0. */
export interface ByteRange {
  readonly first: number;
  readonly last: number;
}

/** `bytes=0-99`, `bytes=100-` or `bytes=-100`. */
const ONE_RANGE = /^bytes=[ \t]*(\d*)-(\d*)[ \t]*$/i;

/**
 * The part of a file of `length` bytes that a Range header asks for, or `outside` when the file has no such part.
 * Undefined for everything that a server may or must ignore: another unit, several parts, or an invalid header.
 */
export function readRange(header: string, length: number): ByteRange | 'outside' | undefined {
  const [, from = '', to = ''] = ONE_RANGE.exec(header) ?? [];
  if (from === '' && to === '') return undefined;
  const [first, last] =
    from === '' ? [length - Number(to), length - 1] : [Number(from), to === '' ? length - 1 : Number(to)];
  if (to !== '' && from !== '' && first > last) return undefined;
  if (first >= length) return 'outside';
  return { first: Math.max(0, first), last: Math.min(last, length - 1) };
}
