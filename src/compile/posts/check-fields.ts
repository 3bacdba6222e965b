// Checks the fields of a post: the front matter that its author, or another program, wrote becomes Fields.

import type { Instant } from '../../archive/entry.ts';
import type { Report } from '../report/findings.ts';
import type { CheckedSettings } from '../settings/settings.ts';
import { withoutUndefined } from '../without-undefined.ts';
import { readAliases, readNames, readPermalink } from './address-fields.ts';
import { readAuthors } from './author-fields.ts';
import { readEnclosures } from './enclosure-fields.ts';
import { nameFields } from './field-names.ts';
import {
  type Choose,
  eachOf,
  type FieldReader,
  fieldReader,
  type Item,
  isNothing,
  valueAt,
} from './field-reader.ts';
import { type Schemas, schemasFor } from './field-schema.ts';
import type { FieldValues } from './field-values.ts';
import { reportForbidden, reportSkippedTime, reportUnknown } from './field-warnings.ts';
import type { CheckFields, Fields } from './fields.ts';
import { type LineReaders, PLAIN_LINES } from './line-reader.ts';
import { namesNoPicture, pictureAddresses, pictureDescription } from './picture-field.ts';
import { plainSummary } from './plain-text.ts';
import { isHeldBack } from './post-state.ts';
import { shownTexts } from './shown-text.ts';
import { keywordsIn, tagsIn } from './tags.ts';

/** Posts that have expired at `now` are drafts. */
export function fieldChecker(
  settings: CheckedSettings,
  now: Instant = Number.NEGATIVE_INFINITY,
  readers: LineReaders = PLAIN_LINES,
): CheckFields {
  const schemas = schemasFor(settings);
  return (front, report) => {
    const named = nameFields(front.data, settings.dialect);
    reportUnknown(front, named, report);
    reportForbidden(front, front.data, [], report);
    const stateReader = fieldReader(named, front, report);
    const isDraft = isHeldBack(stateReader, named, schemas, now, front, report);
    const reader = fieldReader(named, front, report);
    const fields = readFields(reader, isDraft, front, schemas, { settings, readers, report });
    const isValid = !stateReader.hasErrors() && !reader.hasErrors();
    return {
      ...(isValid && { fields }),
      ...(!stateReader.hasErrors() && { draft: isDraft }),
      hasDate: (named.given.get('date') ?? []).some(({ value }) => !isNothing('date', value)),
    };
  };
}

function readFields(
  { one, all }: FieldReader,
  draft: boolean,
  front: FieldValues,
  schemas: Schemas,
  { settings, readers, report }: { settings: CheckedSettings; readers: LineReaders; report: Report },
): Fields {
  const { text, date, fileAddress, webAddress } = schemas;
  const { dialect } = settings;
  const dateField = one('date', date);
  const updated = one('updated', date);
  for (const field of [dateField, updated]) if (field) reportSkippedTime(field, front, settings, report);
  const inDialect: Choose = ({ item, path }) =>
    eachOf({ item: tagsIn(item, String(path.at(-1)), dialect), path });
  const shownText = shownTexts(front, settings, readers, report);
  const shown = ({ item, path }: Item<string>) => shownText(item, front.placeOf(path));
  const shownOne = (given: Item<string> | undefined) => (given && shown(given)) || undefined;
  const categories = distinct(all('categories', text, inDialect).map(shown));
  const tags = distinct([...all('tags', text, inDialect).map(shown), ...categories]);
  const keywords: Choose = ({ item, path }) => eachOf({ item: keywordsIn(item), path });
  const pictures: Choose = (given) =>
    pictureAddresses(given).filter(({ item, path }) => {
      if (!namesNoPicture(item)) return true;
      const message = `${path.join('.')} names no picture in path, src or url, so it is ignored`;
      report('warning', front.placeOf(path), message);
      return false;
    });
  const image = one('image', fileAddress, pictures);
  const description = image && pictureDescription(front.data, image.path);
  return withoutUndefined({
    title: shownOne(one('title', text)),
    date: dateField?.item,
    writtenDate: dateField && String(valueAt(front.data, dateField.path)),
    updated: updated?.item,
    slug: one('slug', schemas.slug)?.item,
    id: one('id', schemas.id)?.item ?? one('guid', schemas.guid)?.item,
    summary: plainSummary(shownOne(one('summary', text)) ?? '') || undefined,
    tags: tags.length > 0 ? tags : distinct(all('keywords', text, keywords).map(shown)),
    categories,
    authors: readAuthors({ one, all }, schemas, settings, front, report),
    lang: one('lang', schemas.lang)?.item,
    draft,
    listed: (one('feed', schemas.flag)?.item ?? true) && !(one('unlisted', schemas.flag)?.item ?? false),
    link: one('link', webAddress)?.item,
    via: one('via', webAddress)?.item,
    image: image && { url: image.item, path: image.path },
    imageAlt:
      shownOne(one('imageAlt', text)) ??
      (description === undefined ? undefined : shownText(description, front.placeOf(image?.path ?? []))),
    enclosures: readEnclosures({ all }, schemas, front, report),
    aliases: readAliases({ all }, schemas, settings),
    names: readNames({ all }, schemas, settings),
    permalink: readPermalink({ one }, schemas, settings, front, report),
  });
}

function distinct(texts: readonly string[]): string[] {
  return [...new Set(texts.map((each) => each.normalize('NFC')))].filter((each) => each !== '');
}
