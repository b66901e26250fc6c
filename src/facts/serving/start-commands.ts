import type { Facts, Need, Reader } from '../../model.ts';
import { container } from '../containers.ts';
import { nameOf } from '../patterns.ts';
import { simpleCommands } from '../shell.ts';
import { tasks } from '../tasks.ts';

/** A command by which the service is started where it is deployed. */
export interface StartCommand {
  readonly path: string;
  readonly line: number;
  readonly words: readonly string[];
  /** As written, with assignments before it. */
  readonly text: string;
}

/** Lines `web: gunicorn app:app`, as Heroku and its likes read them. */
export const procfile: Reader<readonly { readonly text: string; readonly line: number }[]> = {
  kind: 'procfile',
  cap: 'text',
  textOnly: true,
  matches: (path) => /^Procfile$/i.test(nameOf(path)),
  parse: ({ text }) => ({
    value: text.split('\n').flatMap((one, index) => {
      const command = /^[\w-]+:\s*(\S.*)$/.exec(one)?.[1];
      return command === undefined ? [] : [{ text: command, line: index + 1 }];
    }),
  }),
};

export const startNeeds: readonly Need[] = [{ reader: container }, { reader: procfile }, { reader: tasks }];

/** What is meant for a developer's own machine. */
const development =
  /(?:^|[/._-])(?:dev|devel|development|local|debug|override|test|tests|ci|devcontainer)(?:[/._-]|$)/i;

/** Start commands of images, Compose files and Procfiles, and those of the scripts that they start. */
export function startCommandsOf(facts: Facts): readonly StartCommand[] {
  const found: StartCommand[] = [];
  for (const { path, value } of facts.documents(container)) {
    if (development.test(path)) continue;
    const last = value.dockerfile?.stages.at(-1);
    const placed = [last?.entrypoint, last?.command].filter((one) => one !== null && one !== undefined);
    if (placed.length > 0) {
      const text = placed.map((one) => plain(one.text)).join(' ');
      found.push(...commandsIn(path, placed[0]?.line ?? 1, text));
    }
    for (const service of value.services) {
      if (service.command !== null && !development.test(service.name))
        found.push(...commandsIn(path, service.line, service.command));
    }
  }
  for (const { path, value } of facts.documents(procfile)) {
    for (const { text, line } of value) found.push(...commandsIn(path, line, text));
  }
  return [...found, ...found.flatMap((one) => scripted(facts, one))];
}

/** `["python", "app.py"]` as a line of a shell. */
function plain(text: string): string {
  if (!text.trim().startsWith('[')) return text;
  const words = [...text.matchAll(/"((?:[^"\\]|\\.)*)"|'([^']*)'/g)].map((match) => match[1] ?? match[2] ?? '');
  // `sh -c "…"` holds the command in one word.
  return words[0] !== undefined && /^(?:\/bin\/)?(?:ba)?sh$/.test(words[0]) && words[1] === '-c'
    ? (words[2] ?? '')
    : words.join(' ');
}

function commandsIn(path: string, line: number, script: string): readonly StartCommand[] {
  return simpleCommands(script.slice(0, 5000)).map(({ words, text }) => ({ path, line, words, text }));
}

/** Commands of a shell script of the repository that is started. */
function scripted(facts: Facts, { words }: StartCommand): readonly StartCommand[] {
  const script = words.find((word) => /\.sh$/.test(word));
  if (script === undefined) return [];
  return facts
    .documents(tasks)
    .flatMap(({ path, value }) =>
      nameOf(path) === nameOf(script)
        ? value.tasks
            .flatMap((task) => task.commands)
            .flatMap(({ text, line }) =>
              simpleCommands(text).map((one) => ({ path, line: line + one.line, words: one.words, text: one.text })),
            )
        : [],
    );
}
