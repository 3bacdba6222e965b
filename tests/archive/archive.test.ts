// The archive: what a packed blog shows at any moment, and how little of it is read for that.

import { describe, expect, it } from 'vitest';
import { openArchive } from '../../src/archive/archive.ts';
import { ENTRIES_PER_SHARD } from '../../src/archive/shards.ts';
import { anArchive, anEntry, HOUR, NOON, SITE, windowAt } from '../a-blog.ts';

const slugs = (entries: readonly { slug: string }[]) => entries.map(({ slug }) => slug);

describe('the window', () => {
  const many = Array.from({ length: 40 }, (_, age) =>
    anEntry(`entry-${age}`, { published: NOON - age * HOUR }),
  );

  it('holds the newest entries of an edition, newest first, across shards', async () => {
    const archive = anArchive(many);
    expect(ENTRIES_PER_SHARD).toBeLessThan(40);
    expect(slugs(await windowAt(archive, NOON))).toEqual(slugs(many.slice(0, 10)));
  });

  it('is as long as the site says', async () => {
    const archive = anArchive(many, { site: { window: 25 } });
    expect(slugs(await windowAt(archive, NOON))).toEqual(slugs(many.slice(0, 25)));
  });

  it('is shorter when there are fewer entries, and empty without any', async () => {
    const few = anArchive(many.slice(0, 3));
    expect(await windowAt(few, NOON)).toHaveLength(3);
    const none = anArchive([]);
    expect(await windowAt(none, NOON)).toEqual([]);
  });

  it('orders entries of one moment the same way every time', async () => {
    const twins = ['b', 'a', 'c'].map((slug) => anEntry(slug));
    const archive = anArchive(twins);
    const reversed = anArchive([...twins].reverse());
    expect(slugs(await windowAt(archive, NOON))).toEqual(['c', 'b', 'a']);
    expect(slugs(await windowAt(reversed, NOON))).toEqual(['c', 'b', 'a']);
  });

  it('leaves out what is not listed', async () => {
    const archive = anArchive([anEntry('a'), anEntry('hidden', { listed: false }), anEntry('b')]);
    expect(slugs(await windowAt(archive, NOON))).toEqual(['b', 'a']);
  });
});

describe('an entry', () => {
  it('comes back as it was compiled, whatever text it holds', async () => {
    const entry = anEntry('wellenlängen', { title: '📻 <&> ]]>', tags: ['時刻'], updated: NOON });
    const archive = anArchive([entry]);
    const address = archive.find('/posts/wellenlängen', NOON);
    expect(await archive.entries([address?.position ?? -1])).toEqual([entry]);
  });

  it('is not found before it is published', () => {
    const archive = anArchive([anEntry('coming', { published: NOON + 1000 })], {
      aliases: { coming: ['/old'] },
    });
    for (const path of ['/posts/coming', '/old']) {
      expect(archive.find(path, NOON + 999)).toBeUndefined();
      expect(archive.find(path, NOON + 1000)?.position).toBe(0);
    }
  });
});

describe('opening', () => {
  it('takes the bytes of a Data module as they are', () => {
    const packed = new Uint8Array(0).buffer;
    expect(() => openArchive(packed)).toThrow(RangeError);
    expect(anArchive([]).site).toEqual(SITE);
  });
});
