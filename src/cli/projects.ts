import type { ProjectsReport, Source } from '../model.ts';
import { projectName } from '../report/projects/words.ts';
import type { Configured } from '../surface/configuration.ts';
import { exitCode } from '../surface/exit.ts';
import type { AuditOptions } from './arguments.ts';
import { deliver, judged, shortfalls, textOptions } from './audit.ts';

/** `mlready --projects`: a report a project; the worst of them decides the exit code. @throws UsageError */
export async function projects(
  source: Source,
  configured: Configured,
  options: AuditOptions,
  version: string,
): Promise<number> {
  const { auditProjects } = await import('../projects.ts');
  const report = await judged(auditProjects, source, configured, options, version);
  await deliver(await rendered(report, options), options.output);
  let code: number = exitCode.fine;
  for (const project of report.projects) {
    for (const reason of shortfalls(project.report, options)) {
      process.stderr.write(`mlready: ${projectName(project)}: ${reason}\n`);
      code = exitCode.below;
    }
  }
  return code;
}

async function rendered(report: ProjectsReport, options: AuditOptions): Promise<string> {
  if (options.format === 'json') return (await import('../report/projects/json.ts')).projectsJson(report);
  if (options.format === 'markdown') {
    return (await import('../report/projects/markdown.ts')).projectsMarkdown(report);
  }
  const { projectsText } = await import('../report/projects/text.ts');
  return projectsText(report, textOptions(options));
}
