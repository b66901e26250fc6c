import type { BuildStage, Instruction, Placed } from '../dockerfile.ts';
import { expand, imageReference } from './image.ts';

type Draft = { -readonly [Key in keyof BuildStage]: BuildStage[Key] };

/** The stages of a multi-stage build, with the ARGs before the first FROM put into image names. */
export function stagesOf(instructions: readonly Instruction[]): readonly BuildStage[] {
  const values = new Map<string, string>();
  const stages: Draft[] = [];
  const byName = new Map<string, Draft>();
  for (const { name, arguments: text, flags, line } of instructions) {
    const stage = stages.at(-1);
    const placed: Placed = { text, line };
    if (name === 'FROM') {
      const next = begin(text, flags, line, values, byName);
      stages.push(next);
      if (next.name !== null) byName.set(next.name.toLowerCase(), next);
    } else if (stage === undefined) {
      if (name === 'ARG') learn(text, values);
    } else if (name === 'USER') stage.user = placed;
    else if (name === 'CMD') stage.command = placed;
    else if (name === 'ENTRYPOINT') stage.entrypoint = placed;
  }
  return stages;
}

function begin(
  text: string,
  flags: Instruction['flags'],
  line: number,
  values: ReadonlyMap<string, string>,
  earlier: ReadonlyMap<string, Draft>,
): Draft {
  const [image = '', as, name] = text.split(/\s+/);
  const { image: resolved, tag, digest, variable } = imageReference(image, (key) => values.get(key));
  const parent = earlier.get(resolved.toLowerCase());
  return {
    name: as?.toLowerCase() === 'as' && name !== undefined ? name : null,
    image,
    resolved,
    tag,
    digest,
    variable,
    platform: flags.find(([flag]) => flag === 'platform')?.[1] ?? null,
    line,
    fromStage: parent !== undefined,
    user: parent?.user ?? null,
    command: parent?.command ?? null,
    entrypoint: parent?.entrypoint ?? null,
  };
}

function learn(text: string, values: Map<string, string>): void {
  for (const word of text.split(/\s+/)) {
    const equals = word.indexOf('=');
    if (equals < 1) continue;
    const written = word.slice(equals + 1).replace(/^(["'])(.*)\1$/s, '$2');
    const { text: value, complete } = expand(written, (key) => values.get(key));
    if (complete) values.set(word.slice(0, equals), value);
  }
}
