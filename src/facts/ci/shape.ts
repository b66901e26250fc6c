import type { CiJob, CiStep } from '../ci.ts';
import type { Yaml } from '../yaml.ts';
import { itemsOf, textOf } from '../yaml-access.ts';

/** A job with what is stated of it; all else is as if it were not written. */
export function job(stated: Partial<CiJob> & Pick<CiJob, 'name' | 'line'>): CiJob {
  return {
    uses: null,
    needs: [],
    condition: null,
    disabled: false,
    image: null,
    permissions: null,
    steps: [],
    ...stated,
  };
}

/** A step with what is stated of it. */
export function step(stated: Partial<CiStep> & Pick<CiStep, 'line'>): CiStep {
  return {
    name: null,
    run: null,
    uses: null,
    with: {},
    exact: true,
    condition: null,
    workingDirectory: null,
    shell: null,
    disabled: false,
    ...stated,
  };
}

/** Steps of a script that is a text or a list of texts. */
export function scriptSteps(script: Yaml | undefined, stated: Partial<CiStep> = {}): readonly CiStep[] {
  return itemsOf(script).flatMap((item) => {
    if (item.kind === 'sequence') return scriptSteps(item, stated);
    const run = textOf(item);
    return run === null ? [] : [step({ ...stated, run, ...placed(item) })];
  });
}

/** Where the text of a scalar begins, and whether its lines are those of the file. */
export function placed(node: Yaml): Pick<CiStep, 'line' | 'exact'> {
  return { line: node.line, exact: node.kind === 'scalar' && node.literal };
}

/** `false` as a condition, however it is written. */
export function never(condition: string | null): boolean {
  return condition !== null && /^(?:\$\{\{\s*)?(?:false|'false'|"false"|0)(?:\s*\}\})?$/i.test(condition.trim());
}
