// Formulas: TeX becomes MathML on pages, which browsers show without a script, and stays text for readers, few of which
// know MathML.

import type { Element, ElementContent, Root } from 'hast';
import { raw } from 'hast-util-raw';
import temml from 'temml';
import type { Warn } from '../links/references.ts';
import { attribute, childrenOf, element, elementsIn, FORMULA, raw as rawNode } from './elements.ts';
import { textOf } from './text-of.ts';

declare module 'hast' {
  interface ElementData {
    /** What pages show instead of the element. */
    formula?: ElementContent[];
  }
}

/** Characters: MathML is about thirty times as long. */
const LONGEST = 5000;
/** Formulas in a post: each takes about a tenth of a millisecond. */
const MOST = 5000;

/** Makes MathML of every formula, and of code in the language `math`. Warns of formulas that TeX would not accept. */
export function setFormulas(tree: Root, warn: Warn): void {
  let count = 0;
  for (const each of elementsIn(tree)) {
    const tex = each.tagName === FORMULA ? attribute(each, 'value') : mathIn(each);
    if (tex === undefined) continue;
    count += 1;
    if (count > MOST) {
      warn(
        each.position?.start.offset ?? 0,
        `the post has more than ${MOST} formulas; those from here on are shown as text`,
      );
      return;
    }
    const isDisplay = each.tagName !== FORMULA || attribute(each, 'display') === 'block';
    const mathml = mathMl(tex, isDisplay, (reason) => {
      const message = `this formula is shown as text: ${reason}`;
      warn(each.position?.start.offset ?? 0, message);
    });
    if (mathml)
      each.data = { ...each.data, formula: each.tagName === 'pre' ? [element('p', {}, mathml)] : mathml };
  }
}

/** The formula in a fence of the language `math`, as GitHub and GitLab read it. */
function mathIn({ tagName, children: [code, ...others] }: Element): string | undefined {
  if (tagName !== 'pre' || code?.type !== 'element' || code.tagName !== 'code' || others.length > 0)
    return undefined;
  return attribute(code, 'className') === 'language-math' ? textOf(code) : undefined;
}

function mathMl(
  tex: string,
  displayMode: boolean,
  fail: (reason: string) => void,
): ElementContent[] | undefined {
  if (tex.length > LONGEST) {
    fail(`it has more than ${LONGEST} characters; split it`);
    return undefined;
  }
  try {
    const html = temml.renderToString(tex, { displayMode, throwOnError: true });
    const tree = raw({ type: 'root', children: [rawNode(html)] }) as Root;
    for (const each of elementsIn(tree)) keepAlignment(each);
    return childrenOf(tree);
  } catch (error) {
    fail(reasonOf(error));
    return undefined;
  }
}

/** Removes the classes of the library's style sheet, except those that align the columns of a table. */
function keepAlignment({ properties }: Element): void {
  const classes = [properties.className].flat().filter((name) => /^tml-(?:left|right)$/.test(String(name)));
  if (classes.length > 0) properties.className = classes.map(String);
  else delete properties.className;
}

/** The message of the library in one line, without the marks under letters that it puts at the place. */
function reasonOf(error: unknown): string {
  if (error instanceof RangeError) return 'it is nested too deeply';
  // Of some text, the library fails without saying what is wrong.
  if (error instanceof TypeError) return 'it is no TeX; correct it, or write it as code';
  const [message = ''] = error instanceof Error ? error.message.split(/ at (?:position|end)|:? *\n/) : [];
  return `${message
    .replace(/\u0332/g, '')
    .replace(/[.:]$/, '')
    .trim()}; correct it, or write it as code`;
}
