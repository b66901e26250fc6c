import type { Expression, Module } from '../facts/python/module.ts';
import { python } from '../facts/python/reader.ts';
import { savedModelsOf, savedNeeds } from '../facts/saved-models.ts';
import { finding } from '../finding.ts';
import type { Probe } from '../model.ts';

type Options = Readonly<Record<string, never>>;

const telling =
  /version|timestamp|time_?stamp|date|now|run_?id|run_?name|sha|commit|uuid|revision|(?:^|_)(?:ts|time|tag)(?:$|_)/i;
const deepest = 6;

export const versionedModel: Probe<Options> = {
  about: 'places where code saves a model under a path that it makes of a version, a date, a run or a commit',
  options: { type: 'object', additionalProperties: false },
  needs: () => savedNeeds,
  run: (facts) => ({
    seen: savedModelsOf(facts).flatMap(({ path, at, does }) => {
      const module = facts.document(python, path);
      if (does !== 'save' || module === undefined) return [];
      const call = module.calls.find(
        (one) => one.at.line === at.line && one.at.cell === at.cell && one.at.column === at.column,
      );
      if (call === undefined) return [];
      const versioned = [...call.arguments, ...call.keywords].some(({ value }) => tells(module, value, 0));
      return versioned ? [finding(path, at, 'saves the model under a version')] : [];
    }),
  }),
};

/** A name of a version within an f-string or a joined path, or in what made the path. */
function tells(module: Module, value: Expression, depth: number): boolean {
  if (depth > deepest) return false;
  const within = (parts: readonly Expression[]) => parts.some((part) => named(module, part, depth + 1));
  if (value.kind === 'string') return within(value.parts ?? []);
  if (value.kind === 'operation') return within(value.operands);
  if (value.kind === 'call') {
    const call = module.calls[value.call];
    if (call === undefined) return false;
    const receiver = call.callee.kind === 'attribute' ? [call.callee.base] : [];
    const parts = [...call.arguments.map((one) => one.value), ...call.keywords.map((one) => one.value)];
    return (
      within(parts) ||
      receiver.some((one) => one.kind === 'string' && within(parts)) ||
      parts.some((one) => tells(module, one, depth + 1))
    );
  }
  if (value.kind !== 'name') return false;
  return module.assignments
    .filter(({ target }) => target.kind === 'name' && target.name === value.name)
    .slice(0, 4)
    .some((one) => tells(module, one.value, depth + 1));
}

function named(module: Module, value: Expression, depth: number): boolean {
  if ((value.kind === 'name' || value.kind === 'attribute') && telling.test(value.name)) return true;
  if (value.kind === 'call') {
    const call = module.calls[value.call];
    if (/strftime|isoformat|datetime.*now|time\.time|uuid/.test(call?.qualified ?? '')) return true;
    if (call?.callee.kind === 'attribute' && /^(?:strftime|isoformat)$/.test(call.callee.name)) return true;
  }
  return tells(module, value, depth);
}
