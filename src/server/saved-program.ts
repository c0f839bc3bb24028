/** The program that the owner saves: its versions, read from the database. */
import type { ProgramStore, ProgramVersion } from './db/program-store.ts';
import { Problem } from './problem.ts';
import { type LoadedProgram, loadProgram } from './program-source.ts';
import { timelineOf, versionAt } from './program-timeline.ts';

/** For how long a process uses what it has read, in milliseconds. Then it sees what other processes have saved. */
const FRESH_MS = 2_000;

export interface SavedProgram {
  /**
   * The program that holds now.
   *
   * @throws Problem 404 if none was saved
   */
  current(): Promise<LoadedProgram>;
  /** What is saved at the moment. */
  read(): Promise<SavedVersions>;
}

export interface SavedVersions {
  /** Oldest first. */
  readonly versions: readonly ProgramVersion[];
  /** The version that holds now; absent if none was saved. */
  readonly held: ProgramVersion | undefined;
}

export function createSavedProgram(programs: ProgramStore): SavedProgram {
  const loaded = new Map<ProgramVersion, LoadedProgram>();
  let versions: readonly ProgramVersion[] = [];
  let timeline: readonly ProgramVersion[] = [];
  let readAt = Number.NEGATIVE_INFINITY;
  let reading: Promise<unknown> | undefined;

  async function read(): Promise<SavedVersions> {
    const start = performance.now();
    const last = versions.at(-1)?.version ?? 0;
    const added = (await programs.versionsAfter(last)).filter(
      ({ version }) => version > (versions.at(-1)?.version ?? 0),
    );
    if (added.length > 0) {
      versions = [...versions, ...added];
      timeline = timelineOf(versions);
    }
    readAt = start;
    return { versions, held: versionAt(timeline, Date.now()) };
  }

  /** Requests that arrive together wait for one query. */
  async function refresh(): Promise<void> {
    if (performance.now() - readAt < FRESH_MS) return;
    reading ??= read().finally(() => {
      reading = undefined;
    });
    await reading;
  }

  function load(version: ProgramVersion): LoadedProgram {
    const known = loaded.get(version);
    if (known) return known;
    const made = loadProgram(JSON.parse(version.text));
    loaded.set(version, made);
    return made;
  }

  return {
    current: async () => {
      await refresh();
      // A request uses these versions to its end, whatever is saved meanwhile.
      const known = timeline;
      const version = versionAt(known, Date.now());
      if (!version)
        throw new Problem(
          404,
          'This server has no program yet: save one in the view Programme of the owner page, or with PUT owner/program, or give createEndpoint the option program.',
        );
      return { ...load(version), rulesAt: (at) => load(versionAt(known, at) ?? version).program };
    },
    read,
  };
}
