// Pictures in directives, with their descriptions, captions and links.

import { type Argument, type Arguments, argument, keyOf } from './arguments.ts';
import { markdownLink, markdownPicture } from './markdown-text.ts';

/** The text of an argument; undefined when it is a variable without a value. */
export type TextOf = (argument: Argument | undefined) => string | undefined;

const PICTURE_FILE = /\.(?:avif|bmp|gif|ico|jpe?g|jxl|png|svg|webp)(?:[?#]\S*)?$/i;
const ADDRESS = /^(?:https?:)?\/\/|^\.{0,2}\/|\.[a-z\d]{2,5}$/i;

const PICTURE_NAMES = /^(?!con)\w{0,20}(?:figure|image|img|picture|photo|screenshot)|^fig$/;
/** Names of which the first argument is an address, whatever it looks like. */
const SIMPLE_PICTURE_NAMES = /^(?:fig|figure|img|image|assetimg|picture|photo)$/;
const FILE_NAMES = [
  'src',
  'url',
  'image',
  'imagepath',
  'imageurl',
  'img',
  'imagesrc',
  'path',
  'file',
  'filename',
  'source',
  'light',
];

/** Whether a directive of this name shows a picture, if it names one. */
export function isPictureName(name: string): boolean {
  return PICTURE_NAMES.test(keyOf(name.replace(/\.\w+$/, '').replace(/^.*\//, '')));
}

/** The picture that a directive shows; undefined when it names none. */
export function pictureOf(
  name: string,
  args: Arguments,
  textOf: TextOf,
  content: string,
): string | undefined {
  const named = textOf(argument(args, ...FILE_NAMES));
  const positional = args.positional.flatMap((each) => textOf(each) ?? []);
  const index = named === undefined ? positional.findIndex((each) => ADDRESS.test(each)) : -1;
  const address =
    named ?? positional[index] ?? (SIMPLE_PICTURE_NAMES.test(keyOf(name)) ? positional[0] : undefined);
  if (address === undefined || address.trim() === '') return undefined;
  if (!isPicture(name, address)) return undefined;
  const beside = texts(positional.slice(Math.max(0, index) + (named === undefined ? 1 : 0)));
  const [first, second] = beside;
  // Hexo has the title before the description; Eleventy has the description, and then sizes.
  const isHexo = /^(?:img|assetimg)$/.test(keyOf(name)) && second !== undefined && !/px|vw|em\b/.test(second);
  const alt =
    textOf(argument(args, 'alt', 'alttext', 'description', 'desc')) ?? (isHexo ? second : first) ?? '';
  const caption = captionOf(args, textOf) ?? (isHexo ? first : undefined) ?? (content.trim() || undefined);
  const link = textOf(argument(args, 'link', 'href', 'linkurl', 'target'));
  const isWeb = link !== undefined && !/^_(?:blank|self)$/.test(link) && !/^(?:true|false|none)$/.test(link);
  return markdownPicture({ address, alt, caption, link: isWeb ? link : undefined });
}

/** Whether an address can be that of a picture. Components have names and ids of their own in the same attributes. */
function isPicture(name: string, address: string): boolean {
  if (PICTURE_FILE.test(address) || SIMPLE_PICTURE_NAMES.test(keyOf(name))) return true;
  return isPictureName(name) && /^(?:https?:)?\/\/|^\.{0,2}\//.test(address);
}

/** Positional arguments that are words rather than sizes. One may hold two in quotes: `'"title" "description"'`. */
function texts(positional: readonly string[]): string[] {
  const words = positional.filter((each) => !/^\d*(?:px|%)?$/.test(each));
  const [, title, alt] = /^"(.*)"\s+"(.*)"$/s.exec(words[0] ?? '') ?? [];
  return title !== undefined && alt !== undefined ? [title, alt] : words;
}

/** Hugo has a title, a caption and an attribution, and shows all three below the picture. */
function captionOf(args: Arguments, textOf: TextOf): string | undefined {
  const attribution = textOf(argument(args, 'attr', 'credit', 'source'));
  const link = textOf(argument(args, 'attrlink'));
  const parts = [
    textOf(argument(args, 'title')),
    textOf(argument(args, 'caption', 'cap', 'figcaption')),
    attribution !== undefined && link !== undefined ? markdownLink(attribution, link) : attribution,
  ];
  const caption = [...new Set(parts.filter((part) => part !== undefined))].join(' – ');
  return caption === '' ? undefined : caption;
}

/** WordPress: a picture, perhaps in a link, followed by its caption. */
export function captionedPicture(content: string, args: Arguments, textOf: TextOf): string | undefined {
  const found =
    /^\s*(?:<a\s[^>]*?href="(?<link>[^"]*)"[^>]*>\s*)?<img\s(?<attributes>[^>]*)>(?:\s*<\/a>)?/i.exec(
      content,
    ) ??
    /^\s*(?:\[(?=!))?!\[(?<alt>[^\]]*)\]\((?<address>[^\s)]*)[^)]*\)(?:\]\((?<link>[^\s)]*)[^)]*\))?/.exec(
      content,
    );
  if (!found) return undefined;
  const { link, attributes = '' } = found.groups ?? {};
  const attributeOf = (name: string) => new RegExp(`(?:^|\\s)${name}="([^"]*)"`, 'i').exec(attributes)?.[1];
  const address = found.groups?.address ?? attributeOf('src');
  if (address === undefined) return undefined;
  const text = content.slice(found[0].length).trim() || textOf(argument(args, 'caption'));
  return markdownPicture({
    address,
    alt: found.groups?.alt ?? attributeOf('alt') ?? '',
    caption: text,
    link,
  });
}
