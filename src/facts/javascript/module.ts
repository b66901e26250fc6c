import { Project, ts } from 'ts-morph';
import type { Position } from '../../model.ts';
import type { JavascriptCall, JavascriptModule, JavascriptValue } from '../javascript.ts';

/** In memory, without files of the library: nothing is checked and nothing is resolved beyond the file. */
const project = new Project({
  useInMemoryFileSystem: true,
  skipLoadingLibFiles: true,
  skipFileDependencyResolution: true,
  compilerOptions: { allowJs: true, jsx: ts.JsxEmit.Preserve },
});

const mostNodes = 200_000;

/** Reads one file of TypeScript or JavaScript. @throws RangeError for nesting beyond all reason */
export function moduleOf(path: string, text: string): JavascriptModule {
  const file = project.createSourceFile(`/${path}`, text, { overwrite: true });
  try {
    return new Reading(file.compilerNode).all();
  } finally {
    file.forget();
  }
}

class Reading {
  readonly #file: ts.SourceFile;
  /** Local name → what it stands for: `pipeline` → `@huggingface/transformers.pipeline`. */
  readonly #names = new Map<string, string>();
  readonly #values = new Map<string, JavascriptValue>();
  readonly #imports: { module: string; at: Position }[] = [];
  readonly #calls: JavascriptCall[] = [];

  constructor(file: ts.SourceFile) {
    this.#file = file;
  }

  all(): JavascriptModule {
    // Imports may stand below what uses them.
    for (const statement of this.#file.statements) if (ts.isImportDeclaration(statement)) this.#import(statement);
    const waiting: ts.Node[] = [this.#file];
    for (let count = 0; waiting.length > 0 && count < mostNodes; count += 1) {
      const node = waiting.pop() as ts.Node;
      if (ts.isVariableDeclaration(node)) this.#declare(node);
      if (ts.isCallExpression(node) || ts.isNewExpression(node)) this.#call(node);
      const children: ts.Node[] = [];
      ts.forEachChild(node, (child) => {
        children.push(child);
      });
      waiting.push(...children.reverse());
    }
    return { imports: this.#imports, calls: this.#calls };
  }

  #import(node: ts.ImportDeclaration): void {
    if (!ts.isStringLiteral(node.moduleSpecifier)) return;
    const module = node.moduleSpecifier.text;
    this.#imports.push({ module, at: this.#at(node) });
    const clause = node.importClause;
    if (clause?.name !== undefined) this.#names.set(clause.name.text, `${module}.default`);
    const bindings = clause?.namedBindings;
    if (bindings === undefined) return;
    if (ts.isNamespaceImport(bindings)) this.#names.set(bindings.name.text, module);
    else
      for (const one of bindings.elements)
        this.#names.set(one.name.text, `${module}.${(one.propertyName ?? one.name).text}`);
  }

  #declare({ name, initializer }: ts.VariableDeclaration): void {
    if (initializer === undefined) return;
    const value = ts.isAwaitExpression(initializer) ? initializer.expression : initializer;
    const required = requiredBy(value);
    if (required !== null) {
      this.#imports.push({ module: required, at: this.#at(value) });
      if (ts.isIdentifier(name)) this.#names.set(name.text, required);
      else if (ts.isObjectBindingPattern(name))
        for (const one of name.elements)
          if (ts.isIdentifier(one.name)) {
            const member =
              one.propertyName !== undefined && ts.isIdentifier(one.propertyName) ? one.propertyName : one.name;
            this.#names.set(one.name.text, `${required}.${member.text}`);
          }
    } else if (ts.isIdentifier(name)) {
      if (ts.isCallExpression(value) || ts.isNewExpression(value)) {
        const made = this.#qualified(value.expression);
        if (made !== null && !this.#names.has(name.text)) this.#names.set(name.text, `${made}()`);
      } else this.#values.set(name.text, this.#value(value));
    }
  }

  #call(node: ts.CallExpression | ts.NewExpression): void {
    const qualified = this.#qualified(node.expression);
    if (qualified === null) return;
    this.#calls.push({
      qualified,
      arguments: (node.arguments ?? []).map((one) => this.#value(one)),
      at: this.#at(node),
    });
  }

  #qualified(node: ts.Expression): string | null {
    const members: string[] = [];
    let base = node;
    while (ts.isPropertyAccessExpression(base)) {
      members.unshift(base.name.text);
      base = base.expression;
    }
    if (!ts.isIdentifier(base)) return null;
    const known = this.#names.get(base.text);
    return known === undefined ? null : [known, ...members].join('.');
  }

  #value(node: ts.Expression): JavascriptValue {
    if (ts.isStringLiteralLike(node)) return { kind: 'string', text: node.text };
    if (ts.isIdentifier(node)) return this.#values.get(node.text) ?? { kind: 'other' };
    if (!ts.isObjectLiteralExpression(node)) return { kind: 'other' };
    const entries = node.properties.flatMap((one): [string, JavascriptValue][] => {
      const name = one.name;
      if (name === undefined || !(ts.isIdentifier(name) || ts.isStringLiteral(name))) return [];
      return [
        [
          name.text,
          ts.isPropertyAssignment(one) && ts.isStringLiteralLike(one.initializer)
            ? { kind: 'string', text: one.initializer.text }
            : { kind: 'other' },
        ],
      ];
    });
    return { kind: 'object', entries: new Map(entries), open: node.properties.some(ts.isSpreadAssignment) };
  }

  #at(node: ts.Node): Position {
    const { line, character } = this.#file.getLineAndCharacterOfPosition(node.getStart(this.#file));
    return { line: line + 1, column: character + 1 };
  }
}

/** The module of `require('x')` and `import('x')`. */
function requiredBy(node: ts.Expression): string | null {
  if (!ts.isCallExpression(node)) return null;
  const [only] = node.arguments;
  const requires =
    node.expression.kind === ts.SyntaxKind.ImportKeyword ||
    (ts.isIdentifier(node.expression) && node.expression.text === 'require');
  return requires && only !== undefined && ts.isStringLiteralLike(only) ? only.text : null;
}
