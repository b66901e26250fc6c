import { DockerfileParser } from 'dockerfile-ast';
import type { Instruction } from '../dockerfile.ts';

/** Elsewhere leading dashes belong to the command. */
const flagged = new Set(['FROM', 'COPY', 'ADD', 'RUN', 'HEALTHCHECK']);

/** Instructions of a Dockerfile in order. The parser finds where they begin and end; it loses flags and keeps comments. */
export function readInstructions(source: string): readonly Instruction[] {
  const parsed = DockerfileParser.parse(source);
  const lines = source.split(/\r\n|\r|\n/);
  const continuation = parsed.getEscapeCharacter();
  const instructions: Instruction[] = [];
  let stage = -1;
  for (const instruction of parsed.getInstructions()) {
    const name = instruction.getKeyword();
    const { start, end } = instruction.getRange();
    if (name === 'FROM') stage += 1;
    const own = lines.slice(start.line, end.line + 1);
    own[0] = (own[0] ?? '').slice(start.character + instruction.getInstruction().length);
    const text = joined(own, continuation);
    const { flags, rest } = flagged.has(name) ? takeFlags(text) : { flags: [], rest: text };
    instructions.push({ name, arguments: rest, flags, line: start.line + 1, stage });
  }
  return instructions;
}

/** One logical line, with the lines of here-documents below it as they are. */
function joined(lines: readonly string[], continuation: string): string {
  let logical = '';
  let index = 0;
  for (; index < lines.length; index += 1) {
    const line = (lines[index] ?? '').trimEnd();
    if (index > 0 && (line.trim() === '' || line.trimStart().startsWith('#'))) continue;
    if (!line.endsWith(continuation)) {
      logical += line.trimStart();
      break;
    }
    logical += `${line.slice(0, -1).trim()} `;
  }
  const below = lines.slice(index + 1);
  return [logical.trim(), ...below].join('\n').trimEnd();
}

function takeFlags(text: string): { readonly flags: Instruction['flags']; readonly rest: string } {
  const flags: [string, string][] = [];
  const flag = /--([A-Za-z][\w-]*)(?:=(\S*))?(?:\s+|$)/y;
  let end = 0;
  for (let match = flag.exec(text); match !== null; match = flag.exec(text)) {
    flags.push([match[1] ?? '', match[2] ?? '']);
    end = flag.lastIndex;
  }
  return { flags, rest: text.slice(end) };
}
