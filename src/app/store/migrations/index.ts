import type { Migration } from 'kysely';
import { first } from './first.ts';

/** In the order of their keys, each run once. One that was published is never changed: a new one comes after it. */
export const migrations: Readonly<Record<string, Migration>> = {
  '001-first': first,
};
