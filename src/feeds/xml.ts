// XML elements, for the parts of a document that the library `feed` does not write.

/** Values of attributes by name. Those that are undefined are left out. */
export type Attributes = Readonly<Record<string, string | number | undefined>>;

/** An element with text in it, or an empty-element tag when no text is given. */
export function element(name: string, attributes: Attributes, text?: string): string {
  return text === undefined
    ? `${opening(name, attributes)}/>`
    : `${startTag(name, attributes)}${escapeXml(text)}</${name}>`;
}

export function startTag(name: string, attributes: Attributes): string {
  return `${opening(name, attributes)}>`;
}

export function escapeXml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

function opening(name: string, attributes: Attributes): string {
  const written = Object.entries(attributes).flatMap(([key, value]) =>
    value === undefined ? [] : [` ${key}="${escapeXml(String(value))}"`],
  );
  return `<${name}${written.join('')}`;
}
