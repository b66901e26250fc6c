import type { Manifest } from './model.ts';

type Script = NonNullable<Manifest['package']>['scripts'][number];

/** Reads an entry point, `train = churn.train:main`; an empty list for anything else. */
export function readScript(text: string, line: number): Script[] {
  const equals = text.indexOf('=');
  const name = text.slice(0, equals).trim();
  const target = text.slice(equals + 1).trim();
  return equals > 0 && name !== '' && target !== '' ? [{ name, target, line }] : [];
}
