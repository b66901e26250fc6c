import type { Facts, Need } from '../../model.ts';
import { type Setting, settings } from '../settings.ts';

/** The default values of Helm charts. */
export const chartValuesNeed: Need = { reader: settings, paths: ['values.yaml', 'values.yml'] };

/** The default values of the chart that a template stands in, by dotted key; `null` where there are none. */
export function chartValuesOf(facts: Facts, path: string): readonly Setting[] | null {
  const below = /^(.*?)\/?templates\//.exec(path);
  if (below === null) return null;
  const folder = below[1] === '' || below[1] === undefined ? '' : `${below[1]}/`;
  return facts.document(settings, `${folder}values.yaml`) ?? facts.document(settings, `${folder}values.yml`) ?? null;
}

/** A value of the chart switches it off unless somebody asks for it. */
export function isSwitchedOff(facts: Facts, path: string, condition: string | null): boolean {
  if (condition === null) return false;
  return chartValuesOf(facts, path)?.find(({ key }) => key === condition)?.text === 'false';
}
