import type { Comparison } from '../../model.ts';
import { jsonBy } from '../json.ts';
import { comparisonSchema } from './schema.ts';

/** The comparison as JSON: keys in the order of the schema, invisible characters escaped. */
export function comparisonJson(comparison: Comparison): string {
  return jsonBy(comparison, comparisonSchema);
}
