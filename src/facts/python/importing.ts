import { absolute } from './dotted.ts';
import type { Draft } from './draft.ts';
import type { ImportFromNode, ImportNode, ModuleName } from './syntax.ts';

export function readImport(node: ImportNode, draft: Draft): void {
  const at = draft.at(node.start);
  const { scope, optional, typing } = draft;
  for (const { d } of node.d.list) {
    const module = nameOf(d.module);
    const [first] = d.module.d.nameParts;
    if (first === undefined) continue;
    const alias = d.alias?.d.value ?? first.d.value;
    draft.imports.push({ module, name: null, alias, at, scope, optional, typing });
    bind(alias, d.alias === undefined ? first.d.value : module, draft);
  }
}

export function readImportFrom(node: ImportFromNode, draft: Draft): void {
  const at = draft.at(node.start);
  const module = nameOf(node.d.module);
  const { scope, optional, typing } = draft;
  const from = absolute(module, draft.package);
  if (node.d.isWildcardImport) {
    draft.imports.push({ module, name: '*', alias: '*', at, scope, optional, typing });
    if (from !== '') draft.names.star(from);
    return;
  }
  for (const { d } of node.d.imports) {
    const name = d.name.d.value;
    const alias = d.alias?.d.value ?? name;
    draft.imports.push({ module, name, alias, at, scope, optional, typing });
    if (module !== '__future__') bind(alias, from === '' ? name : `${from}.${name}`, draft);
  }
}

function bind(alias: string, qualified: string, draft: Draft): void {
  draft.names.define(draft.scope, alias, qualified.slice(0, 256), 'import', draft.fallback);
}

function nameOf({ d }: ModuleName): string {
  return '.'.repeat(Math.min(d.leadingDots, 64)) + d.nameParts.map((part) => part.d.value).join('.');
}
