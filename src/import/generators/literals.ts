// Literals: the values of expressions in a script that are written out, so that nothing has to be run.

import type { AnyNode, Expression, ObjectExpression, Pattern } from 'acorn';
import { templateOf } from './function-text.ts';

/** A value that only running the script would tell. */
export const COMPUTED: unique symbol = Symbol('computed');

/** A name stands for an expression of the script, or for a value from another script. */
export type Scope = ReadonlyMap<string, Expression | { readonly type: 'Known'; readonly value: unknown }>;

/** The value of an expression, as far as it is written out. Objects and arrays may have COMPUTED in them. */
export function literalOf(node: AnyNode, scope: Scope): unknown {
  switch (node.type) {
    case 'Literal':
      return node.regex ? COMPUTED : node.value;
    case 'TemplateLiteral':
      return joined(
        node.quasis.flatMap((quasi, index) => {
          const expression = node.expressions[index];
          return [quasi.value.cooked, ...(expression ? [literalOf(expression, scope)] : [])];
        }),
      );
    case 'ArrayExpression':
      return node.elements.map((each) => (each ? literalOf(each, scope) : undefined));
    case 'ObjectExpression':
      return objectOf(node, scope);
    case 'Identifier':
      return referenceOf(node.name, scope);
    case 'MemberExpression': {
      const object = literalOf(node.object, scope);
      const key = node.computed ? literalOf(node.property, scope) : nameOf(node.property);
      return isObject(object) && Object.hasOwn(object, String(key)) ? object[String(key)] : COMPUTED;
    }
    case 'BinaryExpression':
      return node.operator === '+'
        ? joined([literalOf(node.left, scope), literalOf(node.right, scope)])
        : COMPUTED;
    case 'LogicalExpression': {
      // `process.env.SITE || 'https://example.org'`: what is written out is what holds without the environment.
      const left = literalOf(node.left, scope);
      return left === COMPUTED || !left ? literalOf(node.right, scope) : left;
    }
    case 'ConditionalExpression': {
      // One side is for the author's own computer, or for nothing.
      const sides = [literalOf(node.consequent, scope), literalOf(node.alternate, scope)];
      const isReal = (side: unknown) => side !== COMPUTED && side && !/\/\/localhost\b/.test(String(side));
      return sides.find(isReal) ?? COMPUTED;
    }
    case 'NewExpression':
      return nameOf(node.callee) === 'URL' && node.arguments.length === 1 && node.arguments[0]
        ? literalOf(node.arguments[0], scope)
        : COMPUTED;
    case 'CallExpression':
      return /^define\w*Config$|^withM?DX?$|^freeze$/.test(nameOf(node.callee)) && node.arguments[0]
        ? literalOf(node.arguments[0], scope)
        : COMPUTED;
    case 'ArrowFunctionExpression':
    case 'FunctionExpression':
      return templateOf(node) ?? COMPUTED;
    case 'AwaitExpression':
      return literalOf(node.argument, scope);
    default:
      return COMPUTED;
  }
}

export function referenceOf(name: string, scope: Scope): unknown {
  if (name === 'undefined') return undefined;
  const target = scope.get(name);
  if (target?.type === 'Known') return target.value;
  // Without the name itself: a constant that refers to itself has no value.
  return target ? literalOf(target, without(scope, name)) : COMPUTED;
}

function objectOf({ properties }: ObjectExpression, scope: Scope): Record<string, unknown> {
  const object: Record<string, unknown> = {};
  for (const property of properties) {
    if (property.type === 'SpreadElement') {
      const spread = literalOf(property.argument, scope);
      if (isObject(spread)) Object.assign(object, spread);
    } else if (!property.computed && property.kind === 'init') {
      const key = property.key.type === 'Literal' ? String(property.key.value) : nameOf(property.key);
      if (key !== '__proto__') object[key] = literalOf(property.value, scope);
    }
  }
  return object;
}

function joined(parts: readonly unknown[]): unknown {
  const isKnown = parts.every((part) => typeof part === 'string' || typeof part === 'number');
  return isKnown ? parts.join('') : COMPUTED;
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

export function without(scope: Scope, name: string): Scope {
  const rest = new Map(scope);
  rest.delete(name);
  return rest;
}

/** `addPlugin` for `eleventyConfig.addPlugin`. */
export function nameOf(node: AnyNode | Pattern): string {
  if (node.type === 'Identifier') return node.name;
  return node.type === 'MemberExpression' ? nameOf(node.property) : '';
}
