import type { OwnerClient } from './owner-client.ts';
import type { ProgramText } from './owner-data.ts';
import { RequestFault } from './request-fault.ts';

export interface AskRule {
  readonly kind?: string;
  readonly question?: ProgramText;
}

/** What the page reads of a program beside its form. */
export interface ProgramParts {
  readonly ask?: Readonly<Record<string, AskRule>>;
  readonly tiers?: { readonly levels?: readonly { readonly id: string; readonly name: ProgramText }[] };
}

/** The program that holds today; an empty one before the first is saved. */
export async function readProgramParts(client: OwnerClient, signal: AbortSignal): Promise<ProgramParts> {
  try {
    return (await client.json<{ readonly program: ProgramParts }>('owner/program', { signal })).program;
  } catch (error) {
    if (error instanceof RequestFault && error.status === 404) return {};
    throw error;
  }
}
