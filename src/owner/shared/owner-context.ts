import type { OwnerClient } from '../api/owner-client.ts';
import type { OwnerSession, Scope } from '../api/owner-data.ts';
import type { Translator } from './translator.ts';

/** What every element of the page is given. Replaced as a whole when the language or the session changes. */
export interface OwnerContext {
  readonly client: OwnerClient;
  readonly words: Translator;
  readonly session: OwnerSession;
  /** The paths of the views that this page has. */
  readonly views: readonly string[];
}

export const may = (owner: OwnerContext, scope: Scope): boolean => owner.session.scopes.includes(scope);
