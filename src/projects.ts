import { audit, needsOf } from './audit.ts';
import { type EngineOptions, noticesOf, reportOf, waiverNeeds, waiversOf } from './engine.ts';
import { gather } from './facts/gather.ts';
import { globs } from './facts/globs.ts';
import { projectRoots } from './facts/project-roots.ts';
import { type ProjectTree, patternsFor, projectTree } from './facts/project-tree.ts';
import { secrets } from './facts/secrets/reader.ts';
import { counts, sorted } from './findings.ts';
import { fingerprintsOf } from './fingerprints.ts';
import type {
  Audit,
  Condition,
  Config,
  Facts,
  FileEntry,
  Finding,
  Notice,
  ProjectsReport,
  Report,
  RuleBook,
  Source,
  StackEntry,
  Unread,
  Verdict,
} from './model.ts';
import { partOf as bookPart } from './part.ts';
import { secretRules } from './score.ts';
import { type Part, partOf } from './source/project.ts';
import { stackNeeds, stackOf } from './stack.ts';
import { waive } from './waivers.ts';

/**
 * Judges each project of a source on its own, with the files of the folders above it. Rules with `per: repository` (CI,
 * licence, secrets, workflows) are judged once, by all of the source. Paths in the reports are those of the source.
 * @throws whatever the source throws when it cannot list its entries
 */
export async function auditProjects(
  source: Source,
  book: RuleBook,
  config: Config,
  options: EngineOptions,
): Promise<ProjectsReport> {
  const shared = book.rules.filter(({ per }) => per === 'repository');
  const forAll = { ...bookPart(book, shared), traits: withImportsAlone(book, bookPart(book, shared)) };
  const needs = [...needsOf(forAll, options.probes), ...waiverNeeds, { reader: secrets }];
  const whole = await gather(source, needs, config, options);
  const onAll = audit(whole, forAll, config, options.probes).verdicts.filter(({ rule }) =>
    shared.some(({ id }) => id === rule),
  );
  const isMl = (view: Facts) => audit(view, { ...forAll, rules: [] }, config, options.probes).ml;
  const roots = projectRoots(whole, isMl);
  const rooms = new Set(roots.filter((root) => root !== ''));
  const entries = await source.entries();
  const context: Context = { source, entries, book, config, options, whole, onAll, rooms, aside: remembered(options) };
  const projects: { path: string; report: Report; notices: readonly Notice[] }[] = [];
  for (const root of roots) projects.push({ path: root, ...(await project(root, context)) });
  return {
    schemaVersion: 1,
    tool: { name: 'mlready', version: options.version },
    name: source.name,
    commit: source.commit,
    date: options.date,
    projects: projects.map(({ path, report }) => ({ path, report })),
    notices: common(projects.map(({ notices }) => notices)),
  };
}

/** What every project has to say of the configuration: a waiver that one of them does not need may be another's. */
function common([first = [], ...others]: readonly (readonly Notice[])[]): readonly Notice[] {
  return first.flatMap((notice) => {
    const same = others.map((notices) =>
      notices.find(({ path, line }) => path === notice.path && line === notice.line),
    );
    if (same.includes(undefined)) return [];
    const differs = same.some((other) => other?.message !== notice.message);
    return [differs ? { ...notice, message: notice.message.replace(/:.*$/s, ' in any project') } : notice];
  });
}

interface Context {
  readonly source: Source;
  readonly entries: readonly FileEntry[];
  readonly book: RuleBook;
  readonly config: Config;
  readonly options: EngineOptions;
  readonly whole: Facts;
  readonly onAll: readonly Verdict[];
  readonly rooms: ReadonlySet<string>;
  readonly aside: ((tree: ProjectTree) => NonNullable<EngineOptions['aside']>) | undefined;
}

async function project(root: string, context: Context): Promise<{ report: Report; notices: readonly Notice[] }> {
  const { source, entries, book, config, options, whole, onAll, rooms, aside } = context;
  const tree = projectTree(entries, root, rooms, (path) => whole.place(path));
  const ignored = globs(config.ignore);
  const evidence = (path: string) => {
    const file = tree.get(path);
    return file?.evidence === true && !file.origins.every(ignored);
  };
  const layout = new Map([...tree].map(([path, { origins }]) => [path, origins]));
  const name = root === '' ? source.name : `${source.name}/${root}`;
  const folder = (path: string) => path.slice(0, path.lastIndexOf('/') + 1);
  const part = partOf(source, entries, layout, name, (path, text) => {
    const below = `${root}/`.slice(folder(path).length).replace(/\/$/, '');
    return below === '' ? text : patternsFor(text, below);
  });

  const own = bookPart(
    book,
    book.rules.filter(({ per }) => per !== 'repository'),
  );
  const judgedBy = { ...book, rules: own.rules };
  const facts = await gather(
    part.source,
    [...needsOf(judgedBy, options.probes), ...stackNeeds(book.stack)],
    { ...config, ignore: [] },
    { ...options, evidence, ...(aside === undefined ? {} : { aside: aside(tree) }) },
  );
  const alone = moved(audit(facts, judgedBy, config, options.probes), part);
  const visible = new Set([...tree.values()].filter((file) => file.evidence).flatMap(({ origins }) => origins));
  const elsewhere = (path: string) => !visible.has(path);
  const byRule = new Map([...alone.verdicts, ...onAll.map((one) => narrowed(one, elsewhere))].map((v) => [v.rule, v]));
  const verdicts = book.rules.flatMap(({ id }) => byRule.get(id) ?? []);

  const prints = await fingerprintsOf(source, whole, verdicts, config.limits, options.key);
  const { written, comments } = waiversOf(whole, config);
  const after = waive(verdicts, {
    written,
    comments: comments.filter(({ path }) => !elsewhere(path)),
    date: options.date,
  });
  const isShown = options.shown ?? (() => true);
  const shown = { ...book, rules: book.rules.filter(({ id }) => isShown(id)) };
  const notices = noticesOf(after, isShown);
  const configured = new Set(config.waivers.map(({ at }) => at.path));
  const report = reportOf(
    { ...alone, verdicts: after.verdicts },
    movedStack(stackOf(facts, book.stack), part),
    shown,
    config,
    {
      ...options,
      name,
      commit: source.commit,
      prints,
      notices: notices.filter(({ path }) => !configured.has(path)),
    },
  );
  return { report, notices: notices.filter(({ path }) => configured.has(path)) };
}

/** Whether code is about machine learning shows in its imports; whether it trains would take parsing all of it. */
function withImportsAlone({ traits }: RuleBook, { traits: needed }: RuleBook): RuleBook['traits'] {
  const known = needed.filter(({ id }) => id !== 'ml');
  const ml = traits.find(({ id }) => id === 'ml');
  if (ml === undefined) return known;
  const { expect } = ml;
  const anyOf = 'any' in expect ? (expect.any as readonly Condition[]) : [expect];
  const imports = anyOf.filter((one) => 'import' in one);
  return [...known, imports.length === 0 ? ml : { ...ml, expect: { any: imports } }];
}

/** What lies in another project is not this one's matter, save for credentials, which are everybody's. */
function narrowed(verdict: Verdict, elsewhere: (path: string) => boolean): Verdict {
  if (verdict.outcome !== 'fail' || secretRules.includes(verdict.rule)) return verdict;
  const findings = verdict.findings.filter(({ path }) => !elsewhere(path));
  const solved = verdict.findings.some(counts) && !findings.some(counts);
  return { ...verdict, findings, ...(solved ? { outcome: 'pass', fix: null } : {}) };
}

/** An audit with the places of the whole. */
function moved(judged: Audit, part: Part): Audit {
  const at = <T extends { readonly path: string; readonly line: number }>(place: T): T => ({
    ...place,
    ...part.origin(place.path, place.line),
  });
  const found = (finding: Finding): Finding => ({ ...at(finding), trace: finding.trace.map(at) });
  const unread = (list: readonly Unread[]) =>
    list.map((one) => {
      const { path, line } = part.origin(one.path, one.line ?? 1);
      return { ...one, path, line: one.line === null ? null : line };
    });
  return {
    ...judged,
    mlFindings: judged.mlFindings.map(found),
    unread: unread(judged.unread),
    verdicts: judged.verdicts.map((verdict) => ({
      ...verdict,
      findings: sorted(verdict.findings.map(found)),
      because: verdict.because.map(found),
      unread: unread(verdict.unread),
    })),
  };
}

function movedStack(stack: readonly StackEntry[], part: Part): readonly StackEntry[] {
  return stack.map((entry) => ({
    ...entry,
    evidence: entry.evidence.map((place) => ({ ...place, ...part.origin(place.path, place.line) })),
  }));
}

/** What lies above several projects is parsed once where the surface has another thread, which is where it is slow. */
function remembered({ aside }: EngineOptions): Context['aside'] {
  if (aside === undefined) return undefined;
  const known = new Map<string, ReturnType<typeof aside>>();
  return (tree) => (kind, path, bytes) => {
    const origins = tree.get(path)?.origins ?? [];
    if (origins.length !== 1) return aside(kind, path, bytes);
    const key = JSON.stringify([kind, path, origins[0]]);
    const parsed = known.get(key) ?? aside(kind, path, bytes);
    known.set(key, parsed);
    return parsed;
  };
}
