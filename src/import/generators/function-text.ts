// Texts of functions: a function that puts a text together from its arguments, as the permalinks of Eleventy may be, is
// the same as a template: `({ page }) => `/${page.fileSlug}/`` is `/{{ page.fileSlug }}/`.

import type { AnyNode, ArrowFunctionExpression, FunctionExpression, Pattern } from 'acorn';

/** The template for what a function returns; undefined when it does anything else. */
export function templateOf(node: ArrowFunctionExpression | FunctionExpression): string | undefined {
  const [first] = node.params;
  const returned = node.body.type === 'BlockStatement' ? lastReturn(node.body.body) : node.body;
  return returned ? textOf(returned, first ? namesIn(first) : new Map()) : undefined;
}

/** What names in the function stand for: the argument itself is the empty path. */
type Names = ReadonlyMap<string, string>;

function namesIn(parameter: Pattern): Names {
  if (parameter.type === 'Identifier') return new Map([[parameter.name, '']]);
  if (parameter.type !== 'ObjectPattern') return new Map();
  return new Map(
    parameter.properties.flatMap((property): [string, string][] =>
      property.type === 'Property' &&
      property.key.type === 'Identifier' &&
      property.value.type === 'Identifier'
        ? [[property.value.name, property.key.name]]
        : [],
    ),
  );
}

/** A `return` inside of an `if` is about other pages, such as drafts. */
function lastReturn(statements: readonly AnyNode[]): AnyNode | undefined {
  const last = statements.at(-1);
  return last?.type === 'ReturnStatement' ? (last.argument ?? undefined) : undefined;
}

function textOf(node: AnyNode, names: Names): string | undefined {
  if (node.type === 'Literal') return typeof node.value === 'string' ? node.value : undefined;
  if (node.type === 'BinaryExpression' && node.operator === '+')
    return joined([textOf(node.left, names), textOf(node.right, names)]);
  if (node.type === 'TemplateLiteral')
    return joined(
      node.quasis.flatMap(({ value }, index) => {
        const expression = node.expressions[index];
        return [value.cooked ?? undefined, ...(expression ? [textOf(expression, names)] : [])];
      }),
    );
  if (node.type === 'ConditionalExpression') {
    const sides = [node.consequent, node.alternate];
    const [text, ...others] = sides.filter(
      ({ type, ...each }) => type !== 'Literal' || Reflect.get(each, 'value'),
    );
    return text && others.length === 0 ? textOf(text, names) : undefined;
  }
  const path = pathOf(node, names);
  return path ? `{{ ${path} }}` : undefined;
}

/** `page.fileSlug` for `data.page.fileSlug`. */
function pathOf(node: AnyNode, names: Names): string | undefined {
  if (node.type === 'Identifier') return names.get(node.name);
  if (node.type !== 'MemberExpression' || node.computed || node.property.type !== 'Identifier')
    return undefined;
  const object = pathOf(node.object, names);
  return object === undefined
    ? undefined
    : [object, node.property.name].filter((each) => each !== '').join('.');
}

function joined(parts: readonly (string | undefined)[]): string | undefined {
  return parts.includes(undefined) ? undefined : parts.join('');
}
