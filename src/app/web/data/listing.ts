import type { Row } from '../../store/overview.ts';
import { isFail } from '../../store/verdicts.ts';
import type { Organisation } from './organisation.ts';

export const sorts = ['name', 'grade', 'score', 'change', 'fails', 'profile', 'audited'] as const;
export type Sort = (typeof sorts)[number];

/** What a list is asked for, by the parameters of its address. */
export interface Asked {
  readonly q: string;
  readonly grade: string;
  readonly profile: string;
  readonly topic: string;
  /** `active` (where nothing is said), `archived`, `problem`, `outside`, `waiting`. */
  readonly state: string;
  /** A rule that fails. */
  readonly fails: string;
  readonly sort: Sort;
  readonly descending: boolean;
  readonly page: number;
}

export const pageSize = 50;

/** What one looks at from the top down. */
export const descendingFirst: ReadonlySet<Sort> = new Set(['score', 'change', 'fails', 'audited']);

/** Reads the parameters; what makes no sense is as if it were not there. */
export function asked(parameters: URLSearchParams): Asked {
  const text = (key: string) => (parameters.get(key) ?? '').trim().slice(0, 100);
  const sort = sorts.find((one) => one === parameters.get('sort')) ?? 'name';
  const order = parameters.get('order');
  const page = Number(parameters.get('page') ?? '1');
  return {
    q: text('q'),
    grade: /^[ABCDF]$/.test(text('grade')) ? text('grade') : '',
    profile: text('profile'),
    topic: text('topic'),
    state: ['archived', 'problem', 'outside', 'waiting'].includes(text('state')) ? text('state') : '',
    fails: text('fails'),
    sort,
    descending: order === null ? descendingFirst.has(sort) : order === 'desc',
    page: Number.isInteger(page) && page > 0 && page < 1e6 ? page : 1,
  };
}

/** The same question with something changed, as parameters; what is plain is left out. */
export function parametersOf(asking: Asked, change: Partial<Asked> = {}): string {
  const { descending, sort, page, ...filters } = { ...asking, page: 1, ...change };
  const parameters = new URLSearchParams();
  for (const [key, value] of Object.entries(filters)) if (value !== '') parameters.set(key, value);
  if (sort !== 'name' || descending) parameters.set('sort', sort);
  if (descending !== descendingFirst.has(sort)) parameters.set('order', descending ? 'desc' : 'asc');
  if (page > 1) parameters.set('page', String(page));
  const text = parameters.toString();
  return text === '' ? '' : `?${text}`;
}

export function isFiltered({ q, grade, profile, topic, state, fails }: Asked): boolean {
  return [q, grade, profile, topic, state, fails].some((value) => value !== '');
}

const states: Readonly<Record<string, (row: Row) => boolean>> = {
  archived: ({ archived }) => archived,
  problem: ({ problem, archived }) => problem !== null && !archived,
  outside: ({ ml, archived }) => ml === false && !archived,
  waiting: ({ auditedAt, archived }) => auditedAt === null && !archived,
};

/** The rows that fit, in order, all pages of them. */
export function listed({ rows, ruleSets }: Organisation, asking: Asked): readonly Row[] {
  const words = asking.q.toLowerCase().split(/\s+/).filter(Boolean);
  const inState = states[asking.state] ?? (({ archived }: Row) => !archived);
  const positions = new Map(
    [...ruleSets].map(([id, { rules }]) => [id, rules.findIndex((rule) => rule.id === asking.fails)]),
  );
  const fails = ({ ruleSet, verdicts }: Row): boolean => {
    const position = ruleSet === null ? -1 : (positions.get(ruleSet) ?? -1);
    return position >= 0 && isFail(verdicts?.[position]);
  };
  const found = rows.filter(
    (row) =>
      inState(row) &&
      (asking.grade === '' || row.grade === asking.grade) &&
      (asking.profile === '' || row.profile === asking.profile) &&
      (asking.topic === '' || row.topics.includes(asking.topic)) &&
      (asking.fails === '' || fails(row)) &&
      words.every((word) => row.name.toLowerCase().includes(word) || row.topics.some((topic) => topic.includes(word))),
  );
  return sorted(found, asking);
}

type Key = string | number | null;

const keys: Readonly<Record<Exclude<Sort, 'name'>, (row: Row) => Key>> = {
  grade: ({ grade }) => grade,
  score: ({ score }) => score,
  change: ({ scoreChange }) => scoreChange,
  fails: ({ fails }) => fails,
  profile: ({ profile }) => profile,
  audited: ({ auditedAt }) => auditedAt?.getTime() ?? null,
};

/** As people count: `labels-9` before `labels-10`. */
const byName = new Intl.Collator('en', { numeric: true });

/** What has no value comes last, whichever way it is sorted; equals are in the order of their names. */
function sorted(rows: readonly Row[], { sort, descending }: Asked): readonly Row[] {
  const named = [...rows].sort((a, b) => byName.compare(a.name, b.name));
  if (sort === 'name') return descending ? named.reverse() : named;
  const [key, way] = [keys[sort], descending ? -1 : 1];
  const keyed = named.map((row) => ({ row, key: key(row) }));
  keyed.sort((a, b) => {
    if (a.key === b.key) return 0;
    if (a.key === null) return 1;
    if (b.key === null) return -1;
    return a.key < b.key ? -way : way;
  });
  return keyed.map(({ row }) => row);
}

export interface PageOf {
  readonly rows: readonly Row[];
  readonly page: number;
  readonly pages: number;
  /** Of the first and the last row shown, from 1; 0 where there is none. */
  readonly from: number;
  readonly to: number;
  readonly total: number;
}

/** One page; beyond the last it is the last. */
export function pageOf(rows: readonly Row[], wanted: number, size = pageSize): PageOf {
  const pages = Math.max(1, Math.ceil(rows.length / size));
  const page = Math.min(wanted, pages);
  const start = (page - 1) * size;
  const shown = rows.slice(start, start + size);
  return {
    rows: shown,
    page,
    pages,
    from: shown.length === 0 ? 0 : start + 1,
    to: start + shown.length,
    total: rows.length,
  };
}
