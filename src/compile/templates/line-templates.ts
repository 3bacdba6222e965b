// The templates of a single line, such as a title: read before the other posts are known, so that no links are made.

import { headingName } from '../links/anchors.ts';
import type { LineReaders } from '../posts/line-reader.ts';
import { parameterOf, parameterOfSite, variablesOfFields } from './known-values.ts';
import { isMdx } from './modules.ts';
import { readTemplates } from './read-templates.ts';

export const TEMPLATE_LINES: LineReaders = {
  isMdx,
  readerFor: (data, language, settings, report) => (line, placeOf) =>
    readTemplates(line, {
      language,
      variables: variablesOfFields(data, settings),
      postAddress: (name) => name,
      titleOf: () => undefined,
      parameter: (name) => parameterOf(data, name) ?? parameterOfSite(name, settings),
      wiki: { findPost: () => undefined, findFile: (name) => name, headingName },
      warn: (offset, message) => report('warning', placeOf(offset), message, 'template'),
    }).body,
};
