// Field values: what YAML, TOML and JSON have in common, for those who check the fields.

import type { Place } from '../report/findings.ts';
import type { Dialect } from '../settings/settings.ts';

export interface FieldValues {
  /** Every scalar is the text the author typed (dates and numbers too); an empty field is null. */
  readonly data: Readonly<Record<string, unknown>>;
  /** The place of a value. When there is none: the place of the object or list around it, or the start of the file. */
  readonly placeOf: (path: readonly PropertyKey[]) => Place;
  /** What is not a mistake to the program that the post was written for. */
  readonly warnings?: readonly FieldWarning[];
}

export interface FieldWarning {
  readonly place: Place;
  readonly message: string;
}

/** Reads the fields in a text of one language. Places are counted from the beginning of the text. */
export type ReadFields = (text: string, dialect: Dialect) => FieldValues;
