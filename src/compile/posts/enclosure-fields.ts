// Attached files: the enclosures, recordings and films that the fields of a post name.

import type { Report } from '../report/findings.ts';
import { withoutUndefined } from '../without-undefined.ts';
import { type FieldReader, fieldName } from './field-reader.ts';
import type { Schemas } from './field-schema.ts';
import type { FieldValues } from './field-values.ts';
import type { EnclosureReference } from './fields.ts';

const RECORDING =
  /\.(?:aac|avi|flac|m4a|m4b|m4v|mkv|mov|mp3|mp4|mpe?g|oga|ogg|ogv|opus|wav|webm|wma|wmv)(?:[?#].*)?$/i;

/** The attached files. The address of a page that plays a film is not one. */
export function readEnclosures(
  { all }: Pick<FieldReader, 'all'>,
  { enclosure }: Schemas,
  front: FieldValues,
  report: Report,
): EnclosureReference[] {
  const recordings = [...all('audio', enclosure), ...all('video', enclosure)].filter(({ item, path }) => {
    const isPage = /^https?:/i.test(item.url) && item.type === undefined && !RECORDING.test(item.url);
    if (isPage) {
      const message = `${fieldName(front, path)} "${item.url}" is a page and not a file, so it is not attached; link to it in the text`;
      report('warning', front.placeOf(path), message);
    }
    return !isPage;
  });
  return [...all('enclosures', enclosure), ...recordings].map(({ item, path }) => ({
    ...withoutUndefined(item),
    path,
  }));
}
