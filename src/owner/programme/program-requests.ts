import type { OwnerClient } from '../api/owner-client.ts';
import { RequestFault } from '../api/request-fault.ts';
import type { FormFault } from './form/fault-places.ts';
import { isRecord } from './form/form-path.ts';
import type { ProgramDraft } from './program-draft.ts';
import type { EffectData, ProgramData, VersionData } from './program-types.ts';

/** Reads the program into the draft. @throws RequestFault */
export async function readDraft(client: OwnerClient, draft: ProgramDraft, signal?: AbortSignal): Promise<void> {
  try {
    draft.take(await client.json<ProgramData>('owner/program', { signal }));
  } catch (error) {
    if (!(error instanceof RequestFault) || error.status !== 404) throw error;
    draft.takeNone();
  }
}

/** Saves the draft. @param from the first day; without one, today. @throws RequestFault */
export async function saveProgram(client: OwnerClient, draft: ProgramDraft, from: string | undefined): Promise<void> {
  const { program, base } = draft;
  const saved = await client.json<ProgramData>('owner/program', {
    method: 'PUT',
    body: { program, ...(from && { from }) },
    headers: base === 0 ? { 'If-None-Match': '*' } : { 'If-Match': `"${base}"` },
  });
  // What was typed while the request was on its way stays a change.
  const isSame = draft.program === program;
  draft.take(saved);
  if (isSame) draft.restart();
  else draft.rebase();
}

/** How often to ask again while the server computes another effect. */
const TRIES = 3;

/** What the draft would change for the customers. Waits while the server computes another effect. @throws RequestFault */
export async function readEffect(client: OwnerClient, program: unknown, tries = TRIES): Promise<EffectData> {
  try {
    return await client.json<EffectData>('owner/program/preview', { method: 'POST', body: { program } });
  } catch (error) {
    const isBusy = error instanceof RequestFault && error.status === 503 && error.retryAfter !== undefined;
    if (!isBusy || tries <= 1) throw error;
    await new Promise((resolve) => setTimeout(resolve, (error.retryAfter ?? 0) * 1000));
    return readEffect(client, program, tries - 1);
  }
}

/** One saved version. @throws RequestFault */
export const readVersion = (client: OwnerClient, version: number, signal?: AbortSignal): Promise<VersionData> =>
  client.json<VersionData>(`owner/program/versions/${version}`, { signal });

/** The faults that a response with status 422 names. */
export function faultsOf(error: unknown): readonly FormFault[] {
  if (!(error instanceof RequestFault) || error.status !== 422 || !isRecord(error.body)) return [];
  const { faults } = error.body;
  const isFault = (one: unknown): one is FormFault =>
    isRecord(one) && typeof one.path === 'string' && typeof one.message === 'string';
  return Array.isArray(faults) ? faults.filter(isFault) : [];
}
