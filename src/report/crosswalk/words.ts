import type { CrosswalkReport, CrosswalkRow, ItemStatus } from '../../model.ts';
import { line } from '../neutral.ts';
import { standingWords } from '../words.ts';

export const statuses: readonly ItemStatus[] = ['verified', 'attested', 'not met', 'unknown'];

/** `4 verified` and what else there is, to be joined. */
export function countWords({ counts }: CrosswalkReport): string[] {
  return statuses.map((status) => `${counts[status]} ${status}`);
}

/** The name of an item within its list. */
export function shortId({ id }: CrosswalkRow): string {
  return id.slice(id.indexOf('/') + 1);
}

/** A score in halves needs no decimal where it is whole. */
export function half(value: number): string {
  return String(value);
}

/** Whose word an attestation is, and what they say. */
export function attestationWords({ attestation }: CrosswalkRow): string | null {
  if (attestation === null) return null;
  const { reason, by, expires } = attestation;
  const until = expires === null ? '' : ` (until ${expires})`;
  return `${by === null ? '' : `${line(by, 200)}: `}${line(reason)}${until}`;
}

/** What a rule says of an item, in one word or few. */
export function verdictWords({ verdict }: CrosswalkRow['rules'][number]): string {
  return standingWords[verdict];
}

/** The first item that only a person can vouch for, with the lines that do so. */
export function attestationExample({ sections }: CrosswalkReport): readonly string[] | null {
  const open = sections.flatMap(({ items }) => items).find(({ status }) => status === 'unknown');
  if (open === undefined) return null;
  return [
    'attestations:',
    `  - item: ${open.id}`,
    '    reason: how it is met, and where that is written',
    '    by: who',
  ];
}
