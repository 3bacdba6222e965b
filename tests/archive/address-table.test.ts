// The address table: finds every path that was packed, and no other.

import { describe, expect, it } from 'vitest';
import { type Address, findAddress, packAddresses } from '../../src/archive/address-table.ts';

describe('the address table', () => {
  it('finds every address among many, and nothing else', () => {
    const address = (number: number): Address => ({
      kind: (['entry', 'alias', 'gone'] as const)[number % 3] ?? 'entry',
      position: number,
    });
    const paths = Array.from({ length: 5000 }, (_, number) => `/posts/entry-${number}`);
    const packed = packAddresses(new Map(paths.map((path, number) => [path, address(number)])));
    paths.forEach((path, number) => {
      expect(findAddress(packed, path)).toEqual(address(number));
    });
    for (let number = 5000; number < 10_000; number += 1) {
      expect(findAddress(packed, `/posts/entry-${number}`)).toBeUndefined();
    }
  });

  it.each(['/posts/wellenlängen', '/posts/時刻', '/', '', '/2020/old name.html', '/posts/📻'])(
    'finds %j, and tells an alias from a permalink',
    (path) => {
      const packed = packAddresses(new Map([[path, { kind: 'alias', position: 100_000 }]]));
      expect(findAddress(packed, path)).toEqual({ kind: 'alias', position: 100_000 });
      expect(findAddress(packed, `${path}/`)).toBeUndefined();
    },
  );

  it('takes twelve bytes for each file of ten thousand', () => {
    const files = Array.from({ length: 10_000 }, (_, number) => `/images/${number}.png`);
    const packed = packAddresses(new Map(files.map((path) => [path, { kind: 'public', position: 0 }])));
    expect(packed.length).toBe(120_000);
    for (const path of files) expect(findAddress(packed, path)).toEqual({ kind: 'public', position: 0 });
  });

  it('of an empty blog knows no address', () => {
    expect(findAddress(packAddresses(new Map()), '/posts/any')).toBeUndefined();
  });

  it('works at any offset in a larger buffer', () => {
    const packed = packAddresses(new Map([['/a', { kind: 'entry', position: 1 }]]));
    const larger = new Uint8Array(packed.length + 3);
    larger.set(packed, 3);
    expect(findAddress(larger.subarray(3), '/a')?.position).toBe(1);
  });
});
