import { pythonImports } from '../facts/python/imports.ts';
import { type RequestInput, requestInputsOf } from '../facts/request-inputs.ts';
import { webNeed } from '../facts/routes.ts';
import { finding } from '../finding.ts';
import type { Facts, Finding, Probe } from '../model.ts';

interface Options {
  readonly unchecked?: boolean;
}

/** User interfaces whose widgets give typed values within limits. */
const widgets = /^(streamlit|gradio|dash|panel|nicegui|chainlit|shiny|taipy|mesop)(\.|$)/;

export const requestInput: Probe<Options> = {
  about:
    'places where a service takes input: seen are those with a schema or an explicit check, missing those that take it raw. Those that ask the model count, if any is called so; where nothing takes bodies, parameters of the address; where there is no API at all, the widgets of a user interface. With `unchecked` all of them are seen',
  options: {
    type: 'object',
    additionalProperties: false,
    properties: { unchecked: { type: 'boolean', description: 'Those without a schema are seen, too.' } },
  },
  needs: () => [webNeed, { reader: pythonImports }],
  run: (facts, { unchecked = false }) => {
    const all = requestInputsOf(facts);
    const bodies = all.filter(({ body }) => body);
    const taking = bodies.length > 0 ? bodies : all;
    const asking = taking.filter(({ predicts }) => predicts);
    const inputs = asking.length > 0 ? asking : taking;
    const seen = inputs.filter(({ checked }) => checked).map(told);
    const missing = inputs.filter(({ checked }) => !checked).map(told);
    if (inputs.length === 0) return { seen: interfaces(facts) };
    return unchecked ? { seen: [...seen, ...missing] } : { seen, missing };
  },
};

function told({ path, at, name, checked }: RequestInput): Finding {
  return finding(path, at, checked ? `${name} validates what it takes` : `${name} takes its input without a schema`);
}

function interfaces(facts: Facts): readonly Finding[] {
  return facts.documents(pythonImports).flatMap(({ path, value }) => {
    const one = value.find(({ module }) => widgets.test(module));
    return one === undefined || path.endsWith('.ipynb') ? [] : [finding(path, one.at, 'takes input through widgets')];
  });
}
