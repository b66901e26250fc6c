import type { CodeFlow, Location, Log, ReportingDescriptor, Result } from 'sarif';
import { fingerprint, partsOf } from '../fingerprint.ts';
import type { Report, ReportFinding, ReportRule, Rule, Severity } from '../model.ts';
import { hints, ranked } from './order.ts';
import { type Place, where } from './place.ts';

export interface SarifOptions {
  /** The audited folder relative to the top of the repository, as a prefix such as `models/churn/`; empty for the top. */
  readonly prefix?: string;
  /** Where a rule is described on the web. */
  readonly page?: (rule: string) => string;
}

type Level = NonNullable<Result['level']>;

/** What of a rule the report does not carry. */
type Described = Pick<Rule, 'id' | 'title' | 'why' | 'see' | 'fix'>;

/** GitHub keeps 25,000 results of a file and shows 5,000, most severe first. */
const MOST_RESULTS = 5_000;

const levels: Readonly<Record<Severity, Level>> = { high: 'error', medium: 'warning', low: 'note', off: 'none' };
const problems: Readonly<Record<Severity, string>> = {
  high: 'error',
  medium: 'warning',
  low: 'recommendation',
  off: 'recommendation',
};

/** Where a result stands that has no place, as GitHub wants one; OpenSSF Scorecard uses the same words. */
const NOWHERE = 'no file associated with this alert';

/**
 * What fails and what is hinted at, as SARIF 2.1.0 (OASIS standard, errata 01) for GitHub's code scanning and other
 * viewers: rules with their help, levels by severity, the way from source to sink as a code flow. Two spaces, and a line
 * break at the end. A finding is known again by its fingerprint, which must be made without a key. In a notebook, lines count within cells, which SARIF cannot say: such a result stands at the file's
 * first line and names the cell.
 */
export function sarif(report: Report, rules: readonly Described[], options: SarifOptions = {}): string {
  const shown = report.rules.filter(({ severity }) => severity !== 'off');
  const indexes = new Map(shown.map(({ id }, index) => [id, index]));
  const described = new Map(rules.map((rule) => [rule.id, rule]));
  const results = [
    ...ranked(report.rules, 'fail').flatMap((rule) => failures(rule, options)),
    ...hints(report).flatMap(({ rule, findings }) => findings.map((finding) => result(rule, finding, 'note', options))),
  ];
  const log: Log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: report.tool.name,
            semanticVersion: report.tool.version,
            rules: shown.map((rule) => descriptor(rule, described.get(rule.id), options)),
          },
        },
        automationDetails: { id: `mlready/${options.prefix ?? ''}` },
        invocations: [
          {
            executionSuccessful: true,
            toolExecutionNotifications: report.unread.map((gap) => ({
              level: 'note',
              message: { text: `Could not be read: ${gap.reason}` },
              locations: [location(gap, options)],
            })),
          },
        ],
        columnKind: 'utf16CodeUnits',
        results: numbered(results.slice(0, MOST_RESULTS)).map((one) => ({
          ...one,
          ruleIndex: indexes.get(one.ruleId ?? '') ?? -1,
        })),
      },
    ],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

function failures(rule: ReportRule, options: SarifOptions): Result[] {
  const level = levels[rule.severity];
  const places = rule.findings.filter(({ confidence }) => confidence !== 'hint');
  if (places.length > 0) return places.map((finding) => result(rule, finding, level, options));
  const because = rule.because[0];
  const message = {
    text: because === undefined ? remedied(rule, rule.title) : remedied(rule, `Expected, as ${because.message}`),
  };
  const place =
    because === undefined
      ? { physicalLocation: { artifactLocation: { uri: encodeURI(NOWHERE) } } }
      : location(because, options);
  return [{ ruleId: rule.id, level, message, locations: [place], partialFingerprints: known(rule.id) }];
}

function result(rule: ReportRule, finding: ReportFinding, level: Level, options: SarifOptions): Result {
  const cell = finding.cell === undefined ? '' : ` (${where(finding)})`;
  return {
    ruleId: rule.id,
    level,
    message: { text: remedied(rule, `${finding.message}${cell}`) },
    locations: [location(finding, options)],
    partialFingerprints: known(finding.fingerprint ?? fingerprint(rule.id, finding.message, null)),
    ...(finding.trace.length > 1 ? { codeFlows: [flow(finding, options)] } : {}),
  };
}

/** What stands at the place, without what stands around it: that would make a new alert of an edit nearby. */
function known(print: string): Record<string, string> {
  return { 'mlready/v1': partsOf(print).content };
}

/** With the key by which alone GitHub goes; of several findings that are the same, it counts the occurrence. */
function numbered(results: readonly Result[]): Result[] {
  const counts = new Map<string, number>();
  return results.map((one) => {
    const print = one.partialFingerprints?.['mlready/v1'] ?? '';
    const key = JSON.stringify([one.ruleId, one.locations?.[0]?.physicalLocation?.artifactLocation?.uri, print]);
    const count = (counts.get(key) ?? 0) + 1;
    counts.set(key, count);
    return { ...one, partialFingerprints: { primaryLocationLineHash: `${print}:${count}`, 'mlready/v1': print } };
  });
}

function remedied(rule: ReportRule, message: string): string {
  return rule.fix === null ? message : `${message}\n\n${rule.fix}`;
}

function flow(finding: ReportFinding, options: SarifOptions): CodeFlow {
  const steps = finding.trace.map((step) => ({
    location: { ...location(step, options), message: { text: step.message } },
  }));
  return { threadFlows: [{ locations: steps }] };
}

function location(place: Place & { readonly column?: number }, { prefix = '' }: SarifOptions): Location {
  const inCell = place.cell !== undefined;
  const line = inCell ? 1 : (place.line ?? 1);
  const column = inCell || place.line === null ? 1 : (place.column ?? 1);
  return {
    physicalLocation: {
      artifactLocation: { uri: uriOf(prefix + place.path), uriBaseId: '%SRCROOT%' },
      region: { startLine: Math.max(1, line), startColumn: Math.max(1, column) },
    },
  };
}

/** A relative URI reference (RFC 3986); broken surrogates, which no URI can hold, become U+FFFD. */
function uriOf(path: string): string {
  return path
    .replace(/\p{Surrogate}/gu, '\ufffd')
    .split('/')
    .map(encodeURIComponent)
    .join('/');
}

function descriptor(rule: ReportRule, described: Described | undefined, options: SarifOptions): ReportingDescriptor {
  const category = rule.id.split('/', 1)[0] ?? '';
  const why = described?.why ?? rule.title;
  const remedy = described?.fix.at(-1)?.say ?? '';
  const see = described?.see ?? [];
  const page = options.page?.(rule.id) ?? see[0];
  return {
    id: rule.id,
    shortDescription: { text: rule.title },
    fullDescription: { text: why },
    help: {
      text: [why, remedy, ...see].filter(Boolean).join('\n\n'),
      markdown: [why, remedy, ...see.map((link) => `- <${link}>`)].filter(Boolean).join('\n\n'),
    },
    ...(page === undefined ? {} : { helpUri: page }),
    defaultConfiguration: { level: rule.advice ? 'note' : levels[rule.severity] },
    properties: {
      tags: ['machine-learning', category],
      'problem.severity': problems[rule.advice ? 'low' : rule.severity],
    },
  };
}
