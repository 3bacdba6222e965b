// Pictures without pixels: as much of each format as contains the size.

/** A PNG of this size: signature and IHDR. */
export function png(width: number, height: number): Uint8Array {
  const bytes = new Uint8Array(33);
  bytes.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52]);
  const view = new DataView(bytes.buffer);
  view.setUint32(16, width);
  view.setUint32(20, height);
  return bytes;
}

/** A JPEG as cameras write it: EXIF orientation, a number of 64 KB segments, then the size. */
export function jpeg(width: number, height: number, orientation = 1, segments = 0): Uint8Array {
  const exif = [
    0x45, 0x78, 0x69, 0x66, 0, 0, 0x4d, 0x4d, 0, 0x2a, 0, 0, 0, 8, 0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1,
  ];
  const head = [0xff, 0xd8, ...segment(0xe1, [...exif, 0, orientation, 0, 0, 0, 0, 0, 0])];
  const other = segment(0xed, Array<number>(0xffff - 2).fill(0));
  const frame = segment(0xc0, [
    8,
    height >> 8,
    height & 255,
    width >> 8,
    width & 255,
    3,
    1,
    17,
    0,
    2,
    17,
    1,
    3,
    17,
    1,
  ]);
  return Uint8Array.from([...head, ...Array(segments).fill(other).flat(), ...frame, 0xff, 0xd9]);
}

function segment(marker: number, content: readonly number[]): number[] {
  const length = content.length + 2;
  return [0xff, marker, length >> 8, length & 255, ...content];
}
