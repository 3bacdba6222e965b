// Elements of XML: their children, text and content, by the short names of namespaces.

/** An element. Names are local names; the namespace decides what they mean. */
export interface XmlElement {
  readonly name: string;
  /** One of the short names of NAMESPACES, or the address of another namespace; empty for none. */
  readonly space: string;
  /** By name; those in a namespace as `space:name`. */
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: (XmlElement | string)[];
  /** `xml:lang` and `xml:base`, its own or those of the elements around it. */
  readonly lang?: string;
  readonly base?: string;
}

/** The elements of a name in an element: `title`, or `dc:date` for one in a namespace. */
export function childrenNamed(element: XmlElement, ...names: readonly string[]): XmlElement[] {
  return names.flatMap((name) =>
    element.children.filter((child): child is XmlElement => isNamed(child, name)),
  );
}

function isNamed(child: XmlElement | string, name: string): boolean {
  if (typeof child === 'string') return false;
  return (child.space === '' ? child.name : `${child.space}:${child.name}`) === name;
}

/** All text in an element. */
export function textIn(element: XmlElement | undefined): string {
  if (!element) return '';
  return element.children.map((child) => (typeof child === 'string' ? child : textIn(child))).join('');
}

/** The trimmed text of the first element of these names that has any; undefined when there is none. */
export function textOf(element: XmlElement, ...names: readonly string[]): string | undefined {
  for (const child of childrenNamed(element, ...names)) {
    const text = textIn(child).trim();
    if (text !== '') return text;
  }
  return undefined;
}

const ESCAPES: Readonly<Record<string, string>> = { '<': '&lt;', '>': '&gt;', '&': '&amp;', '"': '&quot;' };
const VOID = /^(?:area|br|col|embed|hr|img|input|link|meta|source|track|wbr)$/;

/** The XHTML in an element as HTML. */
export function htmlIn({ children }: XmlElement): string {
  return children
    .map((child) => (typeof child === 'string' ? escapeText(child) : elementAsHtml(child)))
    .join('');
}

function elementAsHtml(element: XmlElement): string {
  const attributes = Object.entries(element.attributes)
    .filter(([name]) => !name.startsWith('xmlns') && !/^(?:xml|https?):/.test(name))
    .map(([name, value]) => ` ${name}="${escapeText(value)}"`);
  const tag = `<${element.name}${attributes.join('')}>`;
  return VOID.test(element.name) ? tag : `${tag}${htmlIn(element)}</${element.name}>`;
}

function escapeText(text: string): string {
  return text.replace(/[<>&"]/g, (character) => ESCAPES[character] ?? character);
}
