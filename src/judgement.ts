import type { Finding, Unread } from './model.ts';

/** What an evaluated condition came to: `null` where something unread could have decided it. */
export interface Judgement {
  readonly truth: boolean | null;
  readonly findings: readonly Finding[];
  readonly unread: readonly Unread[];
  /** Set where it is false for no other reason than that this rule failed. */
  readonly blockedBy: string | null;
}

/** A judgement without evidence. */
export function nothing(truth: boolean): Judgement {
  return { truth, findings: [], unread: [], blockedBy: null };
}

/** Holds where one part does; open where none does and one is open. */
export function anyOf(parts: readonly Judgement[]): Judgement {
  const holding = parts.filter(({ truth }) => truth === true);
  if (holding.length > 0)
    return { truth: true, findings: holding.flatMap(({ findings }) => findings), unread: [], blockedBy: null };
  const open = parts.some(({ truth }) => truth === null);
  return {
    truth: open ? null : false,
    findings: parts.flatMap(({ findings }) => findings),
    unread: parts.flatMap(({ unread }) => unread),
    blockedBy: open ? null : (parts.find(({ blockedBy }) => blockedBy !== null)?.blockedBy ?? null),
  };
}

/** Fails where one part does; open where none does and one is open. */
export function allOf(parts: readonly Judgement[]): Judgement {
  const failing = parts.filter(({ truth }) => truth === false);
  if (failing.length > 0) {
    const blocked = failing.every(({ blockedBy }) => blockedBy !== null);
    return {
      truth: false,
      findings: failing.flatMap(({ findings }) => findings),
      unread: [],
      blockedBy: blocked ? (failing[0]?.blockedBy ?? null) : null,
    };
  }
  const open = parts.some(({ truth }) => truth === null);
  return {
    truth: open ? null : true,
    findings: parts.flatMap(({ findings }) => findings),
    unread: parts.flatMap(({ unread }) => unread),
    blockedBy: null,
  };
}

/** The contrary, with the same evidence. */
export function not(part: Judgement): Judgement {
  return { ...part, truth: part.truth === null ? null : !part.truth, blockedBy: null };
}
