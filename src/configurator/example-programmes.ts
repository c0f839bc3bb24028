/** The complete programmes of `docs/programs.md`, which the build puts beside the page. */
import { isObject } from '../config/reader.ts';

export const PROGRAMME_KINDS = ['points', 'tiers', 'paid', 'cause', 'partner', 'stamps'] as const;
export type ProgrammeKind = (typeof PROGRAMME_KINDS)[number];

/** Addresses of the demo's pages, which a shop does not have. */
const OF_DEMO: readonly string[] = ['signInUrl', 'privacyUrl'];

/** @throws Error (rejects) when the file cannot be loaded */
export async function readProgramme(kind: ProgrammeKind): Promise<unknown> {
  const response = await fetch(`programs/${kind}.json`);
  if (!response.ok) throw new Error(`${kind}: ${response.status}`);
  const program: unknown = await response.json();
  return Object.fromEntries(Object.entries(isObject(program) ? program : {}).filter(([key]) => !OF_DEMO.includes(key)));
}
