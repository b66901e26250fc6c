/** Work that gives one result and never rejects. `cost` is about the memory which that result holds until it is taken. */
export interface Task<T> {
  readonly cost: number;
  start(): Promise<T> | T;
}

const MAX_WAITING = 256;
const MAX_COST = 32 * 1024 * 1024;

/** Gives the results in the order of the tasks while those that follow are already under way, within bounded memory. */
export async function* inOrder<T>(tasks: Iterable<Task<T>>): AsyncGenerator<T, void, undefined> {
  const waiting: { readonly cost: number; readonly result: Promise<T> | T }[] = [];
  const iterator = tasks[Symbol.iterator]();
  let next = iterator.next();
  let cost = 0;
  for (;;) {
    while (!next.done && waiting.length < MAX_WAITING && (waiting.length === 0 || cost + next.value.cost <= MAX_COST)) {
      waiting.push({ cost: next.value.cost, result: next.value.start() });
      cost += next.value.cost;
      next = iterator.next();
    }
    const first = waiting.shift();
    if (first === undefined) return;
    yield await first.result;
    cost -= first.cost;
  }
}
