// The archive: the entries of a packed blog that are visible at a moment, and the shards that are read for them.

import { describe, expect, it, vi } from 'vitest';
import { type ArchiveSections, type Manifest, openArchive, openSections } from '../../src/archive/archive.ts';
import { packEntryMetadata } from '../../src/archive/entry-metadata.ts';
import { packJson, packSections } from '../../src/archive/sections.ts';
import { ENTRIES_PER_SHARD, packedShards, packShards } from '../../src/archive/shards.ts';
import { anArchive, anEntry, HOUR, NOON, SITE, windowAt } from '../a-blog.ts';

const slugs = (entries: readonly { slug: string }[]) => entries.map(({ slug }) => slug);

describe('the window', () => {
  const many = Array.from({ length: 40 }, (_, age) =>
    anEntry(`entry-${age}`, { published: NOON - age * HOUR }),
  );

  it('holds the newest entries, newest first, from several shards', async () => {
    const archive = anArchive(many);
    expect(ENTRIES_PER_SHARD).toBeLessThan(40);
    expect(slugs(await windowAt(archive, NOON))).toEqual(slugs(many.slice(0, 10)));
  });

  it('has the number of entries in the settings', async () => {
    const archive = anArchive(many, { site: { window: 25 } });
    expect(slugs(await windowAt(archive, NOON))).toEqual(slugs(many.slice(0, 25)));
  });

  it('has fewer entries when the feed has fewer, and none when it has none', async () => {
    const few = anArchive(many.slice(0, 3));
    expect(await windowAt(few, NOON)).toHaveLength(3);
    const none = anArchive([]);
    expect(await windowAt(none, NOON)).toEqual([]);
  });

  it('orders entries that were published together the same way every time', async () => {
    const twins = ['b', 'a', 'c'].map((slug) => anEntry(slug));
    const archive = anArchive(twins);
    const reversed = anArchive([...twins].reverse());
    expect(slugs(await windowAt(archive, NOON))).toEqual(['c', 'b', 'a']);
    expect(slugs(await windowAt(reversed, NOON))).toEqual(['c', 'b', 'a']);
  });

  it('leaves out an entry that is not listed', async () => {
    const archive = anArchive([anEntry('a'), anEntry('hidden', { listed: false }), anEntry('b')]);
    expect(slugs(await windowAt(archive, NOON))).toEqual(['b', 'a']);
  });
});

describe('an entry', () => {
  it('comes back as it was compiled, with any text', async () => {
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

describe('reading entries', () => {
  const stored = Array.from({ length: ENTRIES_PER_SHARD + 2 }, (_, number) => anEntry(`e${number}`));
  const { read } = packedShards(packShards(stored));

  it.each<[string, number[], number[]]>([
    ['neighbours in one shard', [0, 1, ENTRIES_PER_SHARD - 1], [0]],
    ['neighbours in two shards', [ENTRIES_PER_SHARD - 1, ENTRIES_PER_SHARD, ENTRIES_PER_SHARD + 1], [0, 1]],
    ['the same entry twice', [3, 3], [0]],
    ['no entries', [], []],
  ])('of %s reads each shard once', async (_, positions, shards) => {
    const counted = vi.fn(read);
    const archive = openSections(sectionsWithoutShards(), { shards: { read: counted } });
    const entries = await archive.entries(positions);
    expect(entries).toEqual(positions.map((position) => stored[position]));
    expect(counted.mock.calls).toEqual(shards.map((shard) => [shard]));
  });
});

/** An archive whose entries are in another store. */
function sectionsWithoutShards(): ArchiveSections {
  const validator = { etag: 'x', modified: NOON };
  const manifest: Manifest = {
    site: SITE,
    templates: { feeds: validator, pages: validator },
    directory: [{ ...validator, from: 0 }],
    mediaTypes: {},
    listed: 0,
  };
  const none = packSections([]);
  return {
    manifest: packJson(manifest),
    addresses: none,
    metadata: packEntryMetadata([]),
    feeds: none,
    directory: none,
    paths: none,
    prerendered: none,
    shards: none,
  };
}

describe('opening an archive', () => {
  it('accepts the ArrayBuffer of a Data module', () => {
    const packed = new Uint8Array(0).buffer;
    expect(() => openArchive(packed)).toThrow(RangeError);
    expect(anArchive([]).site).toEqual(SITE);
  });
});
