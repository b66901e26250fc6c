import { BINARY, CALL, CONSTANT, INDEX, MEMBER, NAME, STRINGS, TUPLE, UNARY } from './kinds.ts';
import type { Node } from './syntax.ts';

/** Names in a test that say: only where something is installed, or on some versions or systems. */
const AVAILABLE =
  /available|installed|find_spec|supports?_|version_info|colab|^modules$|^_?ha(?:s|ve)_|^PY[23]$|^(?:sys_)?platform$/i;
const TOLERANT = new Set(['ImportError', 'ModuleNotFoundError', 'Exception', 'BaseException']);

/** What a condition says about imports below it. */
export function guardOf(test: Node): 'available' | 'typing' | null {
  const names = [...namesIn(test)];
  if (names.at(-1) === 'TYPE_CHECKING') return 'typing';
  return names.some((name) => AVAILABLE.test(name)) ? 'available' : null;
}

/** Whether the test is `__name__ == "__main__"`. */
export function isMain(test: Node): boolean {
  if (test.nodeType !== BINARY) return false;
  const sides = [test.d.leftExpr, test.d.rightExpr];
  return (
    sides.some((side) => side.nodeType === NAME && side.d.value === '__name__') &&
    sides.some((side) => {
      const [only] = side.nodeType === STRINGS ? side.d.strings : [];
      return only?.nodeType === 49 && only.d.value === '__main__';
    })
  );
}

/** Whether an `except` clause of this type catches a failed import. */
export function toleratesMissing(type: Node | undefined): boolean {
  if (type === undefined) return true;
  if (type.nodeType === TUPLE) return type.d.items.some(toleratesMissing);
  const name = type.nodeType === NAME ? type.d.value : type.nodeType === MEMBER ? type.d.member.d.value : '';
  return TOLERANT.has(name);
}

/** `contextlib.suppress(ImportError)`. */
export function suppresses(context: Node): boolean {
  if (context.nodeType !== CALL) return false;
  const [name] = [...namesIn(context.d.leftExpr)].slice(-1);
  return name === 'suppress' && context.d.args.some(({ d }) => toleratesMissing(d.valueExpr));
}

/** Identifiers in a condition, as far as conditions of guards go. */
function* namesIn(node: Node, depth = 0): Generator<string> {
  if (depth > 8) return;
  switch (node.nodeType) {
    case NAME:
      yield node.d.value;
      break;
    case MEMBER:
      yield* namesIn(node.d.leftExpr, depth + 1);
      yield node.d.member.d.value;
      break;
    case CALL:
    case INDEX:
      yield* namesIn(node.d.leftExpr, depth + 1);
      break;
    case UNARY:
      yield* namesIn(node.d.expr, depth + 1);
      break;
    case BINARY:
      yield* namesIn(node.d.leftExpr, depth + 1);
      yield* namesIn(node.d.rightExpr, depth + 1);
      break;
    case CONSTANT:
      break;
  }
}
