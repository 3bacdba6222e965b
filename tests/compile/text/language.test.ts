// Language tags: which are well formed.

import { describe, expect, it } from 'vitest';
import { isLanguage } from '../../../src/compile/text/language.ts';

describe('a language tag', () => {
  it.each([
    ['en', true],
    ['zh-Hant-TW', true],
    ['gsw', true],
    ['', false],
    ['en_GB', false],
    ['deutsch oder so', false],
  ])('%j: %j', (tag, good) => expect(isLanguage(tag)).toBe(good));
});
