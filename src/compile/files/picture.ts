// Pictures: how large a browser shows them, from the first bytes of their files.

import { closeSync, openSync, readSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { imageSize } from 'image-size';

/** In CSS pixels, as a browser shows the picture. */
export interface PictureSize {
  readonly width: number;
  readonly height: number;
}

/** A file that a post can show or link to. */
export interface MediaFile {
  /** Bytes. */
  readonly length: number;
  readonly size?: PictureSize;
  /** True when the file has the name of a picture, but not the content of one. */
  readonly broken?: true;
}

const PICTURE = /\.(?:avif|bmp|gif|ico|jpe?g|jxl|png|svg|webp)$/i;

/** Bytes to read to find the size: at first a few, then enough for the metadata that cameras put before it. */
const READ_LIMITS = [64 * 1024, 2 * 1024 * 1024];

/** Describes a regular file of this length. Only a picture is opened. */
export async function describeMedia(path: string, length: number): Promise<MediaFile> {
  if (!PICTURE.test(path)) return { length };
  const file = await open(path).catch(() => undefined);
  if (!file) return withSize(path, length, undefined);
  try {
    for (const bytes of readLimits(length)) {
      const { buffer, bytesRead } = await file.read(new Uint8Array(bytes), { position: 0 });
      const size = sizeOf(buffer.subarray(0, bytesRead));
      if (size) return { length, size };
    }
    return withSize(path, length, undefined);
  } finally {
    await file.close();
  }
}

/** The same at once, for a file that is described only when a post refers to it. */
export function describeMediaNow(path: string, length: number): MediaFile {
  return PICTURE.test(path) ? withSize(path, length, measureNow(path, length)) : { length };
}

function measureNow(path: string, length: number): PictureSize | undefined {
  let file: number | undefined;
  try {
    file = openSync(path, 'r');
    for (const bytes of readLimits(length)) {
      const buffer = new Uint8Array(bytes);
      const size = sizeOf(buffer.subarray(0, readSync(file, buffer, 0, bytes, 0)));
      if (size) return size;
    }
    return undefined;
  } catch {
    return undefined;
  } finally {
    if (file !== undefined) closeSync(file);
  }
}

/** How many bytes to read of a file, first and then again. */
function readLimits(length: number): number[] {
  return READ_LIMITS.filter((_, index) => index === 0 || length > (READ_LIMITS[index - 1] ?? 0)).map(
    (limit) => Math.min(limit, length),
  );
}

function withSize(path: string, length: number, size: PictureSize | undefined): MediaFile {
  if (size) return { length, size };
  // An SVG without a size takes the size of the place where it is shown.
  return /\.svg$/i.test(path) ? { length } : { length, broken: true };
}

function sizeOf(picture: Uint8Array): PictureSize | undefined {
  try {
    const { width, height, orientation = 1 } = imageSize(picture);
    // A camera that was held upright stores the picture rotated, with EXIF orientation 5 to 8.
    const [across, down] = orientation >= 5 ? [height, width] : [width, height];
    const size = { width: Math.round(across), height: Math.round(down) };
    return size.width > 0 && size.height > 0 ? size : undefined;
  } catch {
    return undefined;
  }
}
