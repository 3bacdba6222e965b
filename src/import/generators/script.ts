// Scripts: the configuration of a generator that is JavaScript or TypeScript, read without running it. What is written as
// a literal is known; what is computed is not.

import {
  type AnyNode,
  type Expression,
  type ImportDefaultSpecifier,
  type ImportNamespaceSpecifier,
  type ImportSpecifier,
  parse,
} from 'acorn';
import { transform } from 'esbuild';

import { COMPUTED, isObject, literalOf, nameOf, referenceOf, type Scope, without } from './literals.ts';

/** What a script says without being run. */
export interface Script {
  /** The default export, or what `module.exports` is; for a function, the object that it returns. */
  readonly exported: unknown;
  /** Every constant at the top level, by name. */
  readonly constants: ReadonlyMap<string, unknown>;
  /** Every call and every `new`, with the last part of the name of the function, in the order of the text. */
  readonly calls: readonly { readonly name: string; readonly arguments: readonly unknown[] }[];
}

const NOTHING: Script = { exported: COMPUTED, constants: new Map(), calls: [] };

/** Finds the script that another imports, by what it writes after `from`. */
export type FindScript = (specifier: string) => Promise<Script | undefined>;

/** Reads a script. What is not JavaScript, TypeScript or JSX says nothing. */
export async function readScript(text: string, find: FindScript = async () => undefined): Promise<Script> {
  try {
    const { code } = await transform(text, { loader: 'tsx', target: 'esnext', jsx: 'automatic' });
    const { body } = parse(code, { ecmaVersion: 'latest', sourceType: 'module', allowHashBang: true });
    return describe(body, await importedBy(body, find));
  } catch {
    return NOTHING;
  }
}

async function importedBy(body: readonly AnyNode[], find: FindScript): Promise<Scope> {
  const scope = new Map<string, { type: 'Known'; value: unknown }>();
  for (const statement of body) {
    if (statement.type !== 'ImportDeclaration') continue;
    const script = await find(String(statement.source.value));
    if (!script) continue;
    for (const each of statement.specifiers)
      scope.set(each.local.name, { type: 'Known', value: importOf(each, script) });
  }
  return scope;
}

function importOf(
  node: ImportSpecifier | ImportDefaultSpecifier | ImportNamespaceSpecifier,
  script: Script,
): unknown {
  if (node.type === 'ImportDefaultSpecifier') return script.exported;
  if (node.type === 'ImportNamespaceSpecifier') return Object.fromEntries(script.constants);
  const name = nameOf(node.imported);
  return name === 'default' ? script.exported : (script.constants.get(name) ?? COMPUTED);
}

function describe(body: readonly AnyNode[], imported: Scope): Script {
  const scope = new Map(imported);
  const functions = new Map<string, AnyNode>();
  const calls: { name: string; arguments: unknown[] }[] = [];
  const found: AnyNode[] = [];
  for (const statement of body) {
    const declared = statement.type === 'ExportNamedDeclaration' ? statement.declaration : statement;
    if (declared?.type === 'VariableDeclaration')
      for (const { id, init } of declared.declarations)
        if (init && id.type === 'Identifier') scope.set(id.name, init);
    if (declared?.type === 'FunctionDeclaration' && declared.id) functions.set(declared.id.name, declared);
    if (statement.type === 'ExportDefaultDeclaration') found.push(statement.declaration as AnyNode);
    if (statement.type === 'ExpressionStatement' && isModuleExports(statement.expression))
      found.push(statement.expression.right);
  }
  const inner = new Map(scope);
  for (const statement of body)
    visit(statement, (node) => {
      // A constant inside of a function, where the top level has none of that name.
      if (
        node.type === 'VariableDeclarator' &&
        node.id.type === 'Identifier' &&
        node.init &&
        !inner.has(node.id.name)
      )
        inner.set(node.id.name, node.init);
    });
  for (const statement of body)
    visit(statement, (node) => {
      if (node.type === 'CallExpression' || node.type === 'NewExpression')
        calls.push({
          name: nameOf(node.callee),
          arguments: node.arguments.map((each) => literalOf(each, inner)),
        });
    });
  const exported = found[0];
  return {
    exported: exported === undefined ? COMPUTED : exportOf(exported, scope, functions),
    constants: new Map([...scope.keys()].map((name) => [name, referenceOf(name, scope)])),
    calls,
  };
}

/** The value of an export; for a function, the value that it returns. */
function exportOf(node: AnyNode, scope: Scope, functions: ReadonlyMap<string, AnyNode>): unknown {
  if (node.type === 'Identifier') {
    const target = functions.get(node.name) ?? scope.get(node.name);
    if (target === undefined) return COMPUTED;
    return target.type === 'Known' ? target.value : exportOf(target, without(scope, node.name), functions);
  }
  if (node.type === 'ArrowFunctionExpression' && node.expression) return literalOf(node.body, scope);
  if (!('body' in node) || !/Function/.test(node.type)) return literalOf(node, scope);
  let returned: unknown = COMPUTED;
  const { body } = node as { body: AnyNode };
  for (const statement of body.type === 'BlockStatement' ? body.body : [])
    if (statement.type === 'ReturnStatement' && statement.argument)
      returned = literalOf(statement.argument, scope);
  return returned;
}

function isModuleExports(node: Expression): node is Expression & { type: 'AssignmentExpression' } {
  if (node.type !== 'AssignmentExpression' || node.left.type !== 'MemberExpression') return false;
  return nameOf(node.left.object) === 'module' && nameOf(node.left.property) === 'exports';
}

/** Calls a function with every node, without recursion, because minified scripts nest deeply. */
function visit(root: AnyNode, see: (node: AnyNode) => void): void {
  const waiting: unknown[] = [root];
  while (waiting.length > 0) {
    const next = waiting.pop();
    if (!isObject(next)) continue;
    if (typeof next.type === 'string') see(next as unknown as AnyNode);
    waiting.push(...Object.values(next).filter(isObject).reverse());
  }
}
