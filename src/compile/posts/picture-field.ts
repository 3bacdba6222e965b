// The picture of a post: its address and its description, in the forms in which other programs write them.

import { oneLine } from '../text/text.ts';
import { plain } from './field-names.ts';
import { type Choose, isBlank, type Path } from './field-reader.ts';

/** Members of an object that may have the address of a picture, the most important first. */
const ADDRESSES = [
  ...['path', 'src', 'url', 'file', 'image', 'href', 'filename', 'relative', 'feature', 'overlayimage'],
  ...['ogimage', 'teaser', 'thumbnail'],
];
const DESCRIPTIONS = ['alt', 'imagealt', 'alttext', 'description', 'caption', 'imagedescription'];

/** The addresses in a value: a text, an object such as `{path, alt}`, or a list of either. */
export const pictureAddresses: Choose = ({ item, path }) => {
  if (Array.isArray(item))
    return item.flatMap((each, index) => pictureAddresses({ item: each, path: [...path, index] }));
  const [name, member] = memberNamed(item, ADDRESSES) ?? [];
  return name === undefined ? [{ item, path }] : pictureAddresses({ item: member, path: [...path, name] });
};

/** Whether what is left of a value is an object without an address that Longwave knows. */
export function namesNoPicture(item: unknown): boolean {
  return typeof item === 'object' && item !== null && !Array.isArray(item);
}

/** What the objects around the address at a path say of the picture. */
export function pictureDescription(data: unknown, path: Path): string | undefined {
  let description: string | undefined;
  let value = data;
  for (const step of path) {
    value = Reflect.get(Object(value), step);
    const [, found] = memberNamed(value, DESCRIPTIONS) ?? [];
    if (typeof found === 'string') description = oneLine(found);
  }
  return description;
}

/** The first of these names that a member of the object has, and that member. Blank members do not count. */
function memberNamed(value: unknown, names: readonly string[]): [name: string, member: unknown] | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const members = Object.entries(value).filter(([, member]) => !isBlank(member));
  for (const name of names) {
    const found = members.find(([member]) => plain(member) === name);
    if (found) return found;
  }
  return undefined;
}
