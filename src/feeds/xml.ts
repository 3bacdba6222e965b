// XML elements, for what the library `feed` does not write.

/** An element with attributes (undefined ones are left out) and either text or, absent, nothing inside. */
export function element(
  name: string,
  attributes: Readonly<Record<string, string | number | undefined>>,
  text?: string,
): string {
  const written = Object.entries(attributes).flatMap(([key, value]) =>
    value === undefined ? [] : [` ${key}="${escapeXml(String(value))}"`],
  );
  const opening = `<${name}${written.join('')}`;
  return text === undefined ? `${opening}/>` : `${opening}>${escapeXml(text)}</${name}>`;
}

export function escapeXml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
