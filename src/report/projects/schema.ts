import type { ProjectsReport } from '../../model.ts';
import { list, notice, nullable, object, reportSchema, type Schema, text, tool } from '../schema.ts';

type Project = ProjectsReport['projects'][number];

const { $schema: _, title: __, ...report } = reportSchema;

const properties: { readonly [key in keyof ProjectsReport]: Schema } = {
  schemaVersion: { description: 'Version of this format.', type: 'integer', const: 1 },
  tool,
  name: text('Name of the repository or folder.'),
  commit: nullable(text('Full id of the audited commit, or null where there is none.')),
  date: { description: 'The date given to the audit.', type: 'string', pattern: '^\\d{4}-\\d{2}-\\d{2}' },
  projects: list(
    'The projects, sorted by path.',
    object<Project>('A project.', {
      path: text('Its folder relative to the audited root, empty for the top.'),
      report: { ...report, description: 'Its report; paths are those of the audited root.' },
    }),
  ),
  notices: list('What is the matter with the configuration as a whole.', notice),
};

/** The JSON Schema (draft 2020-12) of the reports on projects, in the order in which its properties are printed. */
export const projectsSchema: Schema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'Projects of mlready',
  ...object<ProjectsReport>('What `mlready --projects --format json` prints.', properties),
};
