import type { OwnerClient } from '../api/owner-client.ts';
import type { FormFault } from './form/fault-places.ts';
import type { ProgramData, VersionRow } from './program-types.ts';

/** The program as the owner edits it. Kept while the page is open, so that the owner can look at other views. */
export class ProgramDraft {
  /** As the server has it: the program that holds today; `{}` before the first one. */
  saved: unknown;
  program: unknown;
  /** Oldest first. */
  versions: readonly VersionRow[] = [];
  /** The version that holds today. */
  held: number | undefined;
  /** The newest version that the draft was made from; 0 for none. */
  base = 0;
  /** Whether the program is a file or a value of the server, which this page cannot change. */
  isGiven = false;
  /** Whether a field has a text that cannot be read. */
  isBroken = false;
  faults: readonly FormFault[] = [];

  get isLoaded(): boolean {
    return this.saved !== undefined;
  }

  get isChanged(): boolean {
    return this.isBroken || (this.isLoaded && JSON.stringify(this.program) !== JSON.stringify(this.saved));
  }

  get newest(): number {
    return this.versions.at(-1)?.version ?? 0;
  }

  /** Whether somebody else has saved a version since. */
  get isStale(): boolean {
    return this.newest !== this.base;
  }

  /** Takes what the server has. Changes that are not saved stay. */
  take({ program, version, versions }: ProgramData): void {
    const isKept = this.isLoaded && this.isChanged;
    this.saved = program;
    this.versions = versions;
    this.held = version;
    this.isGiven = version === undefined;
    if (!isKept) this.restart();
  }

  /** Before the first program is saved. */
  takeNone(): void {
    this.take({ program: {}, version: 0, versions: [] });
  }

  edit(program: unknown, isBroken: boolean): void {
    this.program = program;
    this.isBroken = isBroken;
    window.removeEventListener('beforeunload', warn);
    if (this.isChanged) window.addEventListener('beforeunload', warn);
  }

  /** Goes back to what is saved. */
  restart(): void {
    this.base = this.newest;
    this.faults = [];
    this.edit(this.saved, false);
  }

  /** Keeps the changes, and makes them on top of what was saved meanwhile. */
  rebase(): void {
    this.base = this.newest;
  }
}

/** Asks the owner before the page is left. */
function warn(event: BeforeUnloadEvent): void {
  event.preventDefault();
}

const drafts = new WeakMap<OwnerClient, { readonly name: string; readonly draft: ProgramDraft }>();

/** The draft of whoever is signed in; a new one for somebody else. */
export function draftOf(client: OwnerClient, name: string): ProgramDraft {
  const known = drafts.get(client);
  if (known?.name === name) return known.draft;
  window.removeEventListener('beforeunload', warn);
  const draft = new ProgramDraft();
  drafts.set(client, { name, draft });
  return draft;
}
