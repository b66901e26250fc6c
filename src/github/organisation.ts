import type { RuleBook } from '../model.ts';
import type { Configured } from '../surface/configuration.ts';

/** What stands above the configuration of a repository. */
export interface Organisation {
  /** The rules to which a repository adds its own. */
  readonly book: RuleBook;
  /** Rules that no repository switches off: neither by its configuration nor by comments. */
  readonly enforced: ReadonlySet<string>;
  /** The configuration that counts, given the repository's own. */
  over(own: Configured): Configured;
}
