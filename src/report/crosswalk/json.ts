import type { CrosswalkReport } from '../../model.ts';
import { jsonBy } from '../json.ts';
import { crosswalkReportSchema } from './schema.ts';

/** The list as JSON: keys in the order of the schema, invisible characters escaped. */
export function crosswalkJson(report: CrosswalkReport): string {
  return jsonBy(report, crosswalkReportSchema);
}
