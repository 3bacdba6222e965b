// Pictures: which ones readers see in content, so that the picture of an entry is shown exactly once.

import type { Root } from 'hast';
import type { Picture } from '../../archive/entry.ts';
import { ORIGIN_MARK } from '../../archive/origin.ts';
import { attribute, element, elementsIn } from './elements.ts';
import { parseSrcset } from './picture-address.ts';
import { writeHtml } from './write-html.ts';

/** The addresses of all pictures in the content, in every size, and of those that a click on one of them shows. */
export function picturesIn(tree: Root): string[] {
  return elementsIn(tree).flatMap((each) => {
    if (each.tagName === 'a')
      return elementsIn(each).some(({ tagName }) => tagName === 'img')
        ? valuesOf(attribute(each, 'href'))
        : [];
    const sizes = parseSrcset(attribute(each, 'srcSet') ?? '').map(({ address }) => address);
    const single = attribute(each, each.tagName === 'video' ? 'poster' : 'src');
    return /^(?:img|video)$/.test(each.tagName) ? [...valuesOf(single), ...sizes] : sizes;
  });
}

function valuesOf(value: string | undefined): string[] {
  return value === undefined ? [] : [value];
}

/** Whether one of the pictures in content is the picture of the entry, perhaps in another size. */
export function shows(pictures: readonly string[], { url }: Picture, origin: string): boolean {
  const wanted = withoutSize(url, origin);
  return pictures.some((address) => withoutSize(address, origin) === wanted);
}

const PICTURE_FILE = /\.(?:avif|gif|jpe?g|png|svg|webp)$/i;
/** `-300x200`, `@2x`, `-scaled` and the like at the end of a name. */
const SIZE = /(?:[-_]\d{2,}x\d{2,}|@\dx|[-_.](?:large|medium|scaled|small|thumb|thumbnail))(?=\.[a-z]+$)/i;

/** What the addresses of all sizes of a picture have in common. */
function withoutSize(address: string, origin: string): string {
  const [, path = '', query = ''] = /^([^?#]*)([^#]*)/.exec(address.replace(ORIGIN_MARK, origin)) ?? [];
  const file = path.replace(/^https?:/i, '');
  // The query of a file is a size or a version; the query of a program may choose the picture.
  return PICTURE_FILE.test(file) ? file.replace(SIZE, '') : file + query;
}

/** The picture as HTML for readers. */
export function figureOf({ url, alt = '', width, height }: Picture): string {
  const image = element('img', { src: url, alt, width, height });
  return `${writeHtml(element('figure', {}, [image]), { highlight: false })}\n`;
}
