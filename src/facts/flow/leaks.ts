import type { Confidence, Step } from '../../model.ts';
import { isAdvice, isVocabulary } from './families.ts';
import { roleOfName } from './names.ts';
import {
  chain,
  covers,
  disjoint,
  meeting,
  overlapping,
  partsOf,
  type Rows,
  roleOf,
  rootsOf,
  type Split,
} from './rows.ts';
import type { Data, Fit, Learned, Thing, Training } from './values.ts';

/** A way that is wrong, from where data are read to where it shows. */
export interface Flaw {
  readonly kind: 'preprocessing' | 'test fit' | 'overlap';
  readonly at: Step;
  readonly message: string;
  readonly confidence: Confidence;
  readonly trace: readonly Step[];
}

interface Candidate {
  readonly learned: Learned;
  readonly split: Split;
  /** The rows that were divided. */
  readonly of: Rows;
  readonly guesses: number;
}

/** So many of each kind are kept; nobody reads more. */
const most = 5000;
const learns: Readonly<Record<string, string>> = {
  oversampler: 'resamples all rows',
  undersampler: 'resamples all rows',
  duplicates: 'duplicates rows',
  statistic: 'is worked out from all rows',
};

/** Collects what goes wrong while programs are gone through. */
export class Leaks {
  readonly #candidates = new Map<Fit, readonly Candidate[]>();
  readonly #flaws = new Map<string, Flaw>();
  readonly #trainings: Training[] = [];
  /** Fits on rows that were later judged on, however these were set apart. */
  readonly #apart: {
    readonly learned: Learned;
    readonly trace: readonly Step[];
    readonly guesses: number;
    readonly judged: Training['judged'][number];
  }[] = [];
  /** Whether anything was judged by folds, by path of the module. */
  readonly #folded = new Set<string>();
  /** Modules that split rows. */
  readonly #divided = new Set<string>();

  /** Data of which some is learned are divided. `place` is its place among the arrays: later ones are targets. */
  split(data: Data, split: Split, place: number, targets: ReadonlySet<string>): void {
    this.#divided.add(split.at.path);
    for (const learned of data.learned) {
      const { fit, column } = learned;
      const isTarget = place > 0 || (column !== null && targets.has(column)) || targets.has(data.column ?? '');
      if (isTarget && (isVocabulary(fit.family) || place > 0)) continue;
      if (!covers(fit.rows, data.rows)) continue;
      this.#candidate({ learned, split, of: data.rows, guesses: data.unresolved > fit.unresolved ? 1 : 0 });
    }
  }

  /** Data that are a part carry something that was learned from more than that part. Gives the data. */
  parted(data: Data): Data {
    if (data.learned.length === 0) return data;
    for (const part of partsOf(data.rows)) {
      const { split, parent } = part;
      if (split === null || parent === null) continue;
      for (const learned of data.learned) {
        if (learned.fit.family === 'label encoder') continue;
        if (covers(learned.fit.rows, parent) || coversOther(learned.fit.rows, part))
          this.#candidate({ learned, split, of: parent, guesses: 0 });
      }
    }
    return data;
  }

  /** A model is fitted on data. */
  trained(training: Training): void {
    if (this.#trainings.length < most) this.#trainings.push(training);
    this.parted(training.data);
    for (const { split, role } of partsOf(training.data.rows)) {
      if (split === null || (role !== 'train' && split.kind !== 'sample')) continue;
      split.trained ??= training.at;
      split.trainedRole ??= role;
    }
  }

  /** A model that was fitted is judged, or asked, on data. */
  judged(thing: Thing, data: Data, at: Step, text: string, into: string, scored: boolean): void {
    this.parted(data);
    this.seen(data, at);
    const training = thing.trainings.at(-1);
    if (training === undefined) return;
    const judged = { at, data, text, into, scored };
    if (training.judged.length < 40) training.judged.push(judged);
    const own = training.data.rows;
    if (covers(own, data.rows) || covers(data.rows, own)) return;
    for (const learned of [...training.data.learned, ...data.learned]) {
      const { fit } = learned;
      if (isVocabulary(fit.family) && fit.family === 'label encoder') continue;
      if (!covers(fit.rows, data.rows) || fit.rows === data.rows) continue;
      if (!covers(fit.rows, own)) continue;
      const trace = [...fit.origin, fit.at, training.at, at];
      const competition = isCompetition(fit.rows, null);
      const guesses = (competition ? 2 : 1) + (isInner(data.rows, fit.rows) ? 2 : 0);
      if (this.#apart.length < most) this.#apart.push({ learned, trace, guesses, judged });
    }
  }

  /** Held-out rows, or what was predicted for them, are compared with the truth. */
  seen(data: Data, at: Step): void {
    for (const { split, role } of partsOf(data.rows)) {
      if (split === null) continue;
      const isOther = split.kind === 'sample' ? split.trained !== null && split.trainedRole !== role : role !== 'train';
      if (isOther) split.judged ??= at;
    }
  }

  /** Something is judged by folds of data. */
  folded(data: Data, at: Step, path: string, search: boolean): void {
    this.#folded.add(path);
    for (const learned of data.learned) {
      if (!covers(learned.fit.rows, data.rows)) continue;
      const inner = isInner(data.rows, learned.fit.rows);
      const competition = isCompetition(learned.fit.rows, null) ? (isVocabulary(learned.fit.family) ? 3 : 1) : 0;
      const guesses = (inner ? 2 : 0) + (search ? 1 : 0) + (data.given ? 1 : 0) + competition;
      this.#leak(learned, [...learned.fit.origin, learned.fit.at, at], guesses, 'each fold');
    }
  }

  /** Rows in the order of time are split, or folded, at random. */
  shuffled(data: Data, at: Step): void {
    if (data.ordered) this.overlap(at, 'rows in the order of time are split at random', 'hint', [...data.origin, at]);
  }

  /** Something that learns is fitted on held-out rows. */
  fittedOnTest(fit: Fit, data: Data, isModel: boolean): void {
    const role = roleOf(data.rows);
    if (role === null || role === 'train' || data.predicted !== null) return;
    if (fit.family === 'clusterer') return;
    const part = partsOf(data.rows)[0];
    const proven = part?.split !== null && part !== undefined && part.split.unresolved === 0;
    if (isModel && (role === 'validation' || !proven)) return;
    const guesses = (proven ? 0 : 1) + (fit.unresolved > 0 ? 1 : 0);
    this.#add({
      kind: 'test fit',
      at: fit.at,
      message: `${fit.name} is fitted on held-out rows`,
      confidence: fit.family === 'label encoder' || isAdvice(fit.family) ? 'hint' : confidenceOf(guesses),
      trace: [...fit.origin, ...(part?.split === null || part === undefined ? [] : [part.split.at]), fit.at],
    });
  }

  /** Two parts that should be apart have rows in common. */
  overlap(at: Step, message: string, confidence: Confidence, trace: readonly Step[]): void {
    this.#add({ kind: 'overlap', at, message, confidence, trace });
  }

  /** Everything that was found, in order. */
  finish(): readonly Flaw[] {
    for (const candidate of [...this.#candidates.values()].flat()) this.#judge(candidate);
    // A way through a split tells more than one without.
    for (const { learned, trace, guesses, judged } of this.#apart) {
      // A forecast that nothing is compared with judges nobody.
      const isJudged = judged.scored || roleOf(judged.data.rows) !== null;
      this.#leak(learned, trace, guesses + (isJudged ? 0 : 1), 'a part is held out');
    }
    for (const training of this.#trainings) this.#compare(training);
    return [...this.#flaws.values()];
  }

  #candidate(candidate: Candidate): void {
    const { fit } = candidate.learned;
    const known = this.#candidates.get(fit) ?? [];
    if (known.length >= 40 || known.some(({ split }) => split === candidate.split)) return;
    if (known.length === 0 && this.#candidates.size >= most) return;
    this.#candidates.set(fit, [...known, candidate]);
  }

  #judge({ learned, split, of, guesses }: Candidate): void {
    const { fit } = learned;
    const inner = isInner(of, fit.rows);
    const competition = isCompetition(fit.rows, split);
    if (split.kind === 'sample' && split.judged === null) return;
    const used = split.kind === 'folds' || (split.trained !== null && split.judged !== null);
    const level =
      guesses +
      split.unresolved +
      (inner ? 2 : 0) +
      (competition ? (used && !isVocabulary(fit.family) ? 1 : 2) : 0) +
      (used ? 0 : 1);
    const trace = [
      ...fit.origin,
      fit.at,
      split.at,
      ...(split.trained === null ? [] : [split.trained]),
      ...(split.judged === null ? [] : [split.judged]),
    ];
    // Without a use of the parts one guess is as good as proven.
    this.#leak(learned, trace, used ? level : Math.max(1, level - guesses), 'the split');
  }

  #leak(learned: Learned, trace: readonly Step[], guesses: number, before: string): void {
    const { fit, maybe } = learned;
    const level = guesses + fit.unresolved + (maybe || isVocabulary(fit.family) ? 1 : 0);
    const advice = isAdvice(fit.family);
    const confidence = advice
      ? 'hint'
      : confidenceOf(maybe || isVocabulary(fit.family) ? Math.max(1, level - 1) : level);
    const verb = learns[fit.family] ?? 'is fitted on all rows';
    const at = fit.at;
    if (fit.family === 'oversampler' || fit.family === 'duplicates')
      this.#add({ kind: 'overlap', at, message: `${fit.name} ${verb} before ${before}`, confidence, trace });
    if (fit.family !== 'duplicates')
      this.#add({ kind: 'preprocessing', at, message: `${fit.name} ${verb} before ${before}`, confidence, trace });
  }

  /** A model that is judged on nothing but rows that it was fitted on. */
  #compare(training: Training): void {
    const { data, judged, at, model, text } = training;
    const scored = judged.filter((one) => one.scored);
    for (const one of judged) {
      if (haveRowsInCommon(data.rows, one.data.rows))
        this.overlap(one.at, 'the rows that are judged on overlap those that were fitted on', 'likely', [
          ...data.origin,
          at,
          one.at,
        ]);
    }
    if (scored.length === 0 || model === null || this.#folded.has(at.path)) return;
    if (judged.some((one) => !sameRows(one, data, text))) return;
    const last = scored[0];
    if (last === undefined) return;
    // A score that is called one of training claims nothing else.
    const isTold = [text, ...judged.map(({ into }) => into)].some((name) => roleOfName(name) === 'train');
    const doubt = isTold || data.given || this.#divided.has(at.path);
    this.overlap(last.at, 'the model is judged on the very rows that it was fitted on', doubt ? 'hint' : 'certain', [
      ...data.origin,
      at,
      last.at,
    ]);
  }

  #add(flaw: Flaw): void {
    const key = `${flaw.kind} ${flaw.at.path}:${flaw.at.cell ?? ''}:${flaw.at.line}:${flaw.at.column}`;
    const known = this.#flaws.get(key);
    if (known === undefined ? this.#flaws.size < most : rank[flaw.confidence] < rank[known.confidence])
      this.#flaws.set(key, flaw);
  }
}

const rank: Readonly<Record<Confidence, number>> = { certain: 0, likely: 1, hint: 2 };

function confidenceOf(guesses: number): Confidence {
  return guesses <= 0 ? 'certain' : guesses === 1 ? 'likely' : 'hint';
}

/** The rows were a training part already, and what was learned saw only that. */
function isInner(rows: Rows, seen: Rows): boolean {
  for (const at of chain(rows))
    if (at.role === 'train' && at.split?.kind !== 'sample' && at.split?.kind !== 'folds' && covers(at, seen))
      return true;
  return false;
}

/** Whether rows of separate sources were put together, as train and test of a competition are. */
function isCompetition(rows: Rows, split: Split | null): boolean {
  const roots = rootsOf(rows);
  if (roots.size < 2) return false;
  return ![...rows.members].some((member) =>
    partsOf(member).some((part) => part.split === split || part.kind === 'part'),
  );
}

/** Whether they hold this and another part of the same split. */
function coversOther(rows: Rows, part: Rows): boolean {
  const roles = new Set<Rows['role']>();
  const collect = (one: Rows, depth: number): void => {
    if (depth > 4) return;
    for (const at of chain(one)) {
      if (at.split !== null && at.split === part.split) roles.add(at.role);
      for (const member of at.members) collect(member, depth + 1);
    }
  };
  collect(rows, 0);
  return roles.size > 1;
}

function sameRows(one: { readonly data: Data; readonly text: string }, data: Data, text: string): boolean {
  if (disjoint(one.data.rows, data.rows)) return false;
  if (one.data.rows !== data.rows) return false;
  return !(data.opaque || one.data.opaque) || one.text === text;
}

function haveRowsInCommon(one: Rows, other: Rows): boolean {
  if (disjoint(one, other)) return false;
  for (const a of chain(one)) {
    for (const b of chain(other)) {
      if (a === b || a.parent === null || a.parent !== b.parent) continue;
      if (a.kind === 'slice' && b.kind === 'slice' && overlapping(a.key, b.key)) return true;
      if (a.kind === 'mask' && b.kind === 'mask' && meeting(a.key, b.key)) return true;
      // Two samples that were drawn from the same rows.
      if (a.split?.kind === 'sample' && b.split?.kind === 'sample' && a.split !== b.split) return true;
    }
  }
  return false;
}
