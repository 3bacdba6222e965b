// Lazy pictures: their address is in an attribute for a script, and a picture that means nothing stands in its place.

import type { Element, Root } from 'hast';
import { attribute, elementsIn } from '../../compile/html/elements.ts';
import { parseSrcset } from '../../compile/html/picture-address.ts';

/** Attributes of the usual scripts. */
const ATTRIBUTES = ['dataLazySrc', 'dataSrc', 'dataOriginal', 'dataLazy', 'dataOrigSrc', 'dataHiResSrc'];
/** Names of pictures that stand in the place of others. */
const PLACEHOLDER =
  /(?:^(?:data|about):|^$|(?:^|\/)(?:blank|placeholder|pixel|spacer|lazy|loading|loader|transparent|trans|gr[ae]y|clear|empty|1x1)[\w.-]*\.(?:gif|png|svg|jpe?g)(?:[?#]|$))/i;

/** Gives each picture the address that a script would set, and the largest of several. */
export function findLazyPictures(tree: Root): void {
  for (const each of elementsIn(tree).filter(({ tagName }) => tagName === 'img' || tagName === 'iframe')) {
    const src = attribute(each, 'src') ?? '';
    const isLazy = /\blazy/i.test(attribute(each, 'className') ?? '');
    if (!PLACEHOLDER.test(src) && !isLazy) continue;
    const address = ATTRIBUTES.map((name) => attribute(each, name)).find(
      (value) => value !== undefined && !PLACEHOLDER.test(value.trim()),
    );
    const found = address ?? (PLACEHOLDER.test(src) ? largestOf(each) : undefined);
    if (found !== undefined) each.properties.src = found;
  }
}

function largestOf(each: Element): string | undefined {
  const candidates = ['srcSet', 'dataSrcset', 'dataLazySrcset'].flatMap((name) =>
    parseSrcset(attribute(each, name) ?? ''),
  );
  const [largest] = [...candidates].sort(
    (a, b) => Number.parseFloat(b.descriptor || '0') - Number.parseFloat(a.descriptor || '0'),
  );
  return largest && !PLACEHOLDER.test(largest.address) ? largest.address : undefined;
}
