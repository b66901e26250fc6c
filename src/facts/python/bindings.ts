import type { Expression } from './module.ts';

/** What a name stands for from some moment on. */
export interface Bound {
  readonly time: number;
  readonly scope: number;
  readonly how: 'import' | 'definition' | 'value';
  /** Known at once for imports, functions and classes; otherwise what the value turns out to be. */
  readonly qualified: string | null;
  readonly value: Expression | null;
  /** How often the value is unpacked: 1 for `a` in `a, b = value`. */
  readonly items: number;
  /** The annotated class, for where the value tells nothing. */
  readonly type: Expression | null;
  /** Bound in an `except` or `else` branch. */
  readonly fallback: boolean;
}

/** The last binding up to a moment. */
export function latest(bounds: readonly Bound[], time: number): Bound | undefined {
  let low = 0;
  let high = bounds.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((bounds[middle] as Bound).time <= time) low = middle + 1;
    else high = middle;
  }
  return bounds[low - 1];
}

/** Adds a binding, unless the stand-in of an `except ImportError` comes after what the code is written for. */
export function add(bounds: Bound[], bound: Bound): void {
  if (!telling(bound)) return;
  const before = bounds.at(-1);
  if (bound.fallback && bound.how !== 'import' && before?.how === 'import') return;
  bounds.push(bound);
}

/** `x = None` says nothing about what `x` is. */
export function telling({ value }: Bound): boolean {
  return value?.kind !== 'constant' || value.value !== null;
}
