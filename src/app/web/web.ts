import type { RuleBook } from '../../model.ts';
import type { Store } from '../store/database.ts';
import type { Access } from './access/access.ts';
import type { Operations } from './operations.ts';
import type { Keys } from './security/keys.ts';
import type { ClientAddress } from './security/limits.ts';
import type { GitHubApp, GitHubFlow } from './sign-in/github-flow.ts';
import type { Theme } from './theme.ts';

/** What the dashboard is made from. */
export interface WebOptions {
  readonly store: Store;
  readonly operations: Operations;
  readonly book: RuleBook;
  readonly github: GitHubApp;
  /** At least 16 characters, the same in every process: signs cookies and forms, encrypts tokens. */
  readonly secret: string;
  /** Where people reach the dashboard, without a slash at the end: `https://mlready.example.org`. */
  readonly publicUrl: string;
  readonly version: string;
  readonly clientAddress?: ClientAddress;
  /** How old GitHub's word on what somebody can read may be, in milliseconds; ten minutes where absent. */
  readonly accessAge?: number;
  readonly now?: () => Date;
  /** Hears of errors that end in a page that says no more than that there was one. */
  readonly onError?: (error: unknown) => void;
}

/** The same, made ready. */
export interface Web extends Omit<WebOptions, 'secret' | 'now'> {
  readonly now: () => Date;
  readonly keys: Keys;
  readonly access: Access;
  readonly flow: GitHubFlow;
  /** Not on this machine alone: cookies are secure. */
  readonly secure: boolean;
  readonly style: Asset;
}

/** A file that is served under a name which changes with its content. */
export interface Asset {
  readonly path: string;
  readonly body: string;
}

/** A signed-in person, with the token that GitHub gave. */
export interface Session {
  readonly id: string;
  readonly userId: number;
  readonly login: string;
  readonly token: string;
}

/** What every request carries. */
export interface Env {
  readonly Variables: {
    session: Session | null;
    theme: Theme;
  };
}
