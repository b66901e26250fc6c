import type { Task, TaskFile } from '../tasks.ts';

interface Line {
  readonly text: string;
  readonly line: number;
}

const assignment = /^(?:export\s+|override\s+)*([\w.-]+)\s*([:+?!]|::|:::)?=\s*(.*)$/s;
const notRule = /^-?(?:ifeq|ifneq|ifdef|ifndef|else|endif|s?include|vpath|unexport)\b(?!\s*:)/;
const longest = 4000;
/** Characters that variables may add to one file. */
const mostAdded = 2_000_000;
const deepest = 8;

/**
 * Targets of a Makefile with their recipes, plain variables put in. Both branches of a condition are taken.
 * Reference: https://www.gnu.org/software/make/manual/
 */
export function readMakefile(text: string): Omit<TaskFile, 'kind'> {
  const variables = new Variables();
  const tasks: { name: string; line: number; needs: string[]; commands: Line[] }[] = [];
  let current: typeof tasks = [];
  let defining = false;
  for (const { text: logical, line } of logicalLines(text)) {
    const trimmed = logical.trim();
    if (defining || /^define\s/.test(trimmed)) {
      defining = trimmed !== 'endef';
    } else if (logical.startsWith('\t')) {
      for (const task of current) task.commands.push({ text: logical, line });
    } else if (trimmed === '' || trimmed.startsWith('#') || notRule.test(trimmed)) {
    } else {
      const [, name, operator, value] = assignment.exec(trimmed) ?? [];
      if (name !== undefined && value !== undefined) variables.assign(name, operator, value.replace(/\s+#.*$/, ''));
      else current = begin(trimmed, line, tasks, variables);
    }
  }
  const named = tasks.filter(({ name }) => !/^\.[A-Z]/.test(name));
  const goal = variables.get('.DEFAULT_GOAL')?.trim() ?? named[0]?.name;
  return {
    tasks: named.map((task): Task => {
      variables.target(task.name, task.needs);
      const commands = task.commands.map(({ text, line }) => ({ text: recipe(text, variables), line }));
      return { ...task, runner: 'make', commands, directory: null };
    }),
    defaults: goal === undefined ? [] : [goal],
  };
}

/** `targets: prerequisites ; recipe`. A target may be written several times: Make joins what they need. */
function begin(
  rule: string,
  line: number,
  tasks: { name: string; line: number; needs: string[]; commands: Line[] }[],
  variables: Variables,
): typeof tasks {
  const colon = rule.indexOf(':');
  if (colon < 1) return [];
  const [needs = '', inline] = rule
    .slice(colon)
    .replace(/^:{1,2}/, '')
    .split(/;(.*)/s);
  const [, name, operator, value] = assignment.exec(needs.trim()) ?? [];
  // A variable of one target only; taken for all, as its value seldom differs.
  if (name !== undefined && value !== undefined) {
    variables.assign(name, operator, value);
    return [];
  }
  const words = (text: string) =>
    variables
      .expand(text.replace(/#.*$/s, ''))
      .split(/\s+/)
      .filter((word) => word !== '');
  return words(rule.slice(0, colon)).map((target) => {
    const task = { name: target, line, needs: words(needs).filter((need) => need !== '|'), commands: [] as Line[] };
    if (inline !== undefined) task.commands.push({ text: inline, line });
    tasks.push(task);
    return task;
  });
}

/** Lines with what a backslash continues; each keeps the number of its first. */
function* logicalLines(text: string): Generator<Line> {
  const lines = text.split('\n');
  for (let index = 0; index < lines.length; index += 1) {
    const line = index + 1;
    const parts = [(lines[index] ?? '').replace(/\r$/, '')];
    while (/\\$/.test(parts.at(-1) ?? '') && index + 1 < lines.length) {
      index += 1;
      parts.push((lines[index] ?? '').replace(/\r$/, ''));
    }
    const recipe = parts[0]?.startsWith('\t') === true;
    yield { text: recipe ? parts.join('\n') : parts.map((part) => part.replace(/\\$/, ' ')).join(''), line };
  }
}

function recipe(text: string, variables: Variables): string {
  const expanded = variables.expand(text.replace(/\n\t/g, '\n'));
  return expanded.replace(/^\s*[@+-]+\s*/, '').trim();
}

class Variables {
  readonly #values = new Map<string, string>([['MAKE', 'make']]);
  #left = mostAdded;

  get(name: string): string | undefined {
    return this.#values.get(name);
  }

  assign(name: string, operator: string | undefined, value: string): void {
    const before = this.#values.get(name);
    if (operator === '+' && before !== undefined) this.#values.set(name, `${before} ${value}`.slice(0, longest));
    else if (operator !== '?' || before === undefined) this.#values.set(name, value);
  }

  /** Sets what Make itself sets for a recipe. */
  target(name: string, needs: readonly string[]): void {
    this.#values.set('@', name);
    this.#values.set('<', needs[0] ?? '');
    this.#values.set('^', needs.join(' '));
  }

  /** Puts in variables whose value is plain; functions such as `$(shell …)` stay as they are. */
  expand(text: string): string {
    let expanded = text;
    for (let round = 0; round < deepest && expanded.includes('$'); round += 1) {
      const before = expanded;
      expanded = expanded.replace(/\$\$|\$[({]([\w.-]+|[@<^])[)}]|\$([@<^])/g, (whole, name, automatic) =>
        whole === '$$' ? whole : (this.#values.get(name ?? automatic) ?? whole),
      );
      const added = expanded.length - text.length;
      if (added > longest || added > this.#left) return text;
      if (expanded === before) break;
    }
    this.#left -= Math.max(0, expanded.length - text.length);
    return expanded.replaceAll('$$', '$');
  }
}
