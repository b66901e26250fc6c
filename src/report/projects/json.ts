import type { ProjectsReport } from '../../model.ts';
import { jsonBy } from '../json.ts';
import { projectsSchema } from './schema.ts';

/** The reports as JSON: keys in the order of the schema, invisible characters escaped. */
export function projectsJson(report: ProjectsReport): string {
  return jsonBy(report, projectsSchema);
}
