import type { Need } from '../../model.ts';
import { infrastructure } from '../infrastructure.ts';
import { chartValuesNeed } from './chart-values.ts';

/** Tells types of infrastructure code; `*` stands for anything. */
export function resourceTypes(types: readonly string[]): (type: string) => boolean {
  const wanted = new RegExp(`^(?:${types.map(source).join('|')})$`);
  return (type) => wanted.test(type);
}

/** What must be gathered to find resources of these types, which set one of these keys where any are given. */
export function resourceNeeds(types: readonly string[], sets?: readonly string[]): readonly Need[] {
  return [...systems.flatMap((system) => needOf(system, types, sets)), chartValuesNeed];
}

function source(type: string): string {
  return type
    .split('*')
    .map((part) => part.replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&'))
    .join('.*');
}

interface System {
  readonly types: RegExp;
  readonly paths: readonly string[];
  /** What stands in every file of it. */
  readonly marks: string;
}

const systems: readonly System[] = [
  { types: /^(?:module:|provider:|[a-z][a-z0-9]*_|\*)/, paths: ['*.tf'], marks: '' },
  { types: /::/, paths: ['*.{yml,yaml,json,template}'], marks: '' },
  { types: /^azureml:/, paths: ['*.{yml,yaml}'], marks: 'azuremlschemas&&' },
  { types: /^Microsoft\./, paths: ['*.{json,bicep}'], marks: 'Microsoft.&&' },
  { types: /^serverless:function$/, paths: ['*.{yml,yaml}'], marks: 'provider:&&' },
  { types: /^[A-Z][A-Za-z0-9]*\*?$/, paths: ['*.{yml,yaml,json}'], marks: 'apiVersion&&kind&&' },
];

/** What a file must hold to declare one of the types: the type, beside it the mark of its system and the last of the keys. */
function needOf({ types: own, paths, marks }: System, types: readonly string[], sets: readonly string[] = []): Need[] {
  const mine = types.filter((type) => own.test(type));
  if (mine.length === 0) return [];
  const keys = sets.map((key) => {
    const last = key
      .split(/[*.]+/)
      .filter((part) => part !== '')
      .at(-1);
    return last === undefined ? '' : `${last}&&`;
  });
  const needles = mine.flatMap((type) => {
    const plain = type.replace(/^(?:module|provider|azureml):/, '').replace('serverless:function', 'functions:');
    const [literal = ''] = plain.split('*').sort((a, b) => b.length - a.length);
    const held = literal === '' ? 'provider' : literal;
    return keys.length === 0 ? [marks + held] : keys.map((key) => key + marks + held);
  });
  return [{ reader: infrastructure, paths, needles }];
}
