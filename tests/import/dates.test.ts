// Dates in feeds: the forms that programs write besides those of the specifications.

import { describe, expect, it } from 'vitest';
import { momentOf } from '../../src/import/feeds/values.ts';

describe('the moment of a date', () => {
  // The date as a feed has it, and the moment that it is.
  it.each([
    ['Mon, 01 Feb 2016 10:00:00 +0100', '2016-02-01T09:00:00Z'],
    ['Mon, 1 Feb 16 10:00:00 GMT', '2016-02-01T10:00:00Z'],
    ['01 Feb 2016 10:00 EST', '2016-02-01T15:00:00Z'],
    ['Mon, 01 Feb 2016 10:00:00 CEST', '2016-02-01T08:00:00Z'],
    ['Mon, 01 Feb 2016 10:00:00 AEST', '2016-02-01T00:00:00Z'],
    ['Mon, 01 Feb 2016 10:00:00 MSK', '2016-02-01T07:00:00Z'],
    ['Mon, 01 Feb 2016 10:00:00 +0200 (EET)', '2016-02-01T08:00:00Z'],
    ['Mon, 01 Feb 2016 10:00:00 Mars/Base', '2016-02-01T10:00:00Z'],
    ['Mi, 03 Okt. 2018 10:00:00 +0200', '2018-10-03T08:00:00Z'],
    ['lun., 01 févr. 2016 10:00:00 +0100', '2016-02-01T09:00:00Z'],
    ['2 de diciembre de 2016', '2016-12-02T00:00:00Z'],
    ['1 août 2016 10:00', '2016-08-01T10:00:00Z'],
    ['2016-02-01T10:00:00', '2016-02-01T10:00:00Z'],
    ['2016-02-01t10:00:00z', '2016-02-01T10:00:00Z'],
    ['2016-02-01 10:00', '2016-02-01T10:00:00Z'],
    ['2016-02-01T10:00:00.123456+01:00', '2016-02-01T09:00:00Z'],
    ['2016-02-01T10:00:00 +0100', '2016-02-01T09:00:00Z'],
    ['2016-02-01T10:00:00-08', '2016-02-01T18:00:00Z'],
    ['2016-02-01 10:00:00 UTC', '2016-02-01T10:00:00Z'],
    ['20160201T100000Z', '2016-02-01T10:00:00Z'],
    ['2016-02', '2016-02-01T00:00:00Z'],
    ['1454320800', '2016-02-01T10:00:00Z'],
    ['1454320800000', '2016-02-01T10:00:00Z'],
  ])('%s', (date, moment) => {
    expect(new Date(momentOf(date) ?? Number.NaN)).toEqual(new Date(moment));
  });

  it.each(['', 'yesterday', '0000-00-00 00:00:00', '2016-13-01', '99999-01-01', '1 Nonesuch 2016'])(
    'is none for %j',
    (date) => {
      expect(momentOf(date)).toBeUndefined();
    },
  );
});
