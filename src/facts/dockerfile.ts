import type { FileText, Parsed, Reader } from '../model.ts';
import { readInstructions } from './containers/instructions.ts';
import { stagesOf } from './containers/stages.ts';
import { nameOf } from './patterns.ts';

export interface Dockerfile {
  readonly stages: readonly BuildStage[];
  readonly instructions: readonly Instruction[];
  /** Every ARG; `stage` is -1 for those before the first FROM. */
  readonly args: readonly {
    readonly name: string;
    readonly default: string | null;
    readonly line: number;
    readonly stage: number;
  }[];
  /** COPY and ADD. */
  readonly copies: readonly {
    readonly sources: readonly string[];
    readonly destination: string;
    /** Stage or image of `--from`; `null` for the build context. */
    readonly from: string | null;
    readonly line: number;
    readonly stage: number;
  }[];
  /** Names that ENV sets. */
  readonly environment: readonly { readonly name: string; readonly line: number; readonly stage: number }[];
  readonly runs: readonly { readonly text: string; readonly line: number; readonly stage: number }[];
}

export interface BuildStage {
  readonly name: string | null;
  /** As written. */
  readonly image: string;
  /** With the defaults of ARGs in place. */
  readonly resolved: string;
  readonly tag: string | null;
  readonly digest: string | null;
  readonly variable: boolean;
  readonly platform: string | null;
  readonly line: number;
  /** Begins where an earlier stage of the same file ended. */
  readonly fromStage: boolean;
  /** What holds at the end of the stage, inherited from an earlier stage where it begins there. */
  readonly user: Placed | null;
  readonly command: Placed | null;
  readonly entrypoint: Placed | null;
}

export interface Placed {
  readonly text: string;
  readonly line: number;
}

export interface Instruction {
  /** In capitals. */
  readonly name: string;
  /** Without flags; continued lines joined, comments between them left out, here-documents with their line breaks. */
  readonly arguments: string;
  /** `--mount=type=cache` as `['mount', 'type=cache']`, in order; an empty value for flags without one. */
  readonly flags: readonly (readonly [name: string, value: string])[];
  readonly line: number;
  readonly stage: number;
}

/** Dockerfiles and Containerfiles. Reference: https://docs.docker.com/reference/dockerfile/ */
export const dockerfile: Reader<Dockerfile> = {
  kind: 'dockerfile',
  cap: 'text',
  matches: isDockerfile,
  parse: readDockerfile,
};

export function isDockerfile(path: string): boolean {
  const name = nameOf(path);
  if (/\.(?:dockerignore|md|rst|txt|sh|py|ya?ml|json|toml)$/i.test(name)) return false;
  return (
    /^(?:dockerfile|containerfile)(?:$|[._-])/i.test(name) ||
    /[._-](?:dockerfile|containerfile)$/i.test(name) ||
    /(?:^|\/)(?:dockers?|dockerfiles)\/[a-z0-9_-]+$/i.test(path)
  );
}

/** @returns `null` for a file that has no FROM and so is none */
export function readDockerfile({ text }: FileText): Parsed<Dockerfile> | null {
  const instructions = readInstructions(text);
  const stages = stagesOf(instructions);
  if (stages.length === 0) return null;
  const args = instructions.filter(({ name }) => name === 'ARG').flatMap(readArguments);
  return {
    value: {
      stages,
      instructions,
      args,
      copies: instructions.filter(({ name }) => name === 'COPY' || name === 'ADD').flatMap(readCopy),
      environment: instructions.filter(({ name }) => name === 'ENV').flatMap(readEnvironment),
      runs: instructions
        .filter(({ name }) => name === 'RUN')
        .map(({ arguments: text, line, stage }) => ({ text, line, stage })),
    },
  };
}

function readArguments({ arguments: text, line, stage }: Instruction): Dockerfile['args'] {
  return text.split(/\s+/).map((word) => {
    const equals = word.indexOf('=');
    return equals < 0
      ? { name: word, default: null, line, stage }
      : { name: word.slice(0, equals), default: unquoted(word.slice(equals + 1)), line, stage };
  });
}

function readCopy({ arguments: text, flags, line, stage }: Instruction): Dockerfile['copies'] {
  const words = wordsOf(text.split('\n', 1)[0] ?? '');
  const destination = words.at(-1);
  if (words.length < 2 || destination === undefined) return [];
  const from = flags.find(([name]) => name === 'from')?.[1] ?? null;
  return [{ sources: words.slice(0, -1), destination, from, line, stage }];
}

/** Arguments in the shell's or in JSON's form. */
function wordsOf(text: string): readonly string[] {
  if (text.startsWith('[')) {
    try {
      const words: unknown = JSON.parse(text);
      if (Array.isArray(words)) return words.filter((word) => typeof word === 'string');
    } catch {
      // Docker takes broken JSON for the shell's form, too.
    }
  }
  return text
    .split(/\s+/)
    .filter((word) => word !== '')
    .map(unquoted);
}

/** `ENV A=1 B="two words"`, or the old form `ENV A two words`. */
function readEnvironment({ arguments: text, line, stage }: Instruction): Dockerfile['environment'] {
  const [first = ''] = text.split(/\s+/, 1);
  if (!first.includes('=')) return [{ name: first, line, stage }];
  const bare = text.replace(/"[^"\\]*(?:\\.[^"\\]*)*"?|'[^']*'?/g, '');
  return [...bare.matchAll(/(?:^|\s)([A-Za-z_][\w.-]*)=/g)].map(([, name = '']) => ({ name, line, stage }));
}

function unquoted(word: string): string {
  return /^(["']).*\1$/s.test(word) && word.length > 1 ? word.slice(1, -1) : word;
}
