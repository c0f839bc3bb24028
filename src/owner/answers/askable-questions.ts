import { QUESTION_KINDS } from '../../registry.ts';
import type { OwnerClient } from '../api/owner-client.ts';
import type { ProgramText } from '../api/owner-data.ts';
import { localText } from '../shared/local-text.ts';
import type { Translator } from '../shared/translator.ts';

/** A question of the program that the owner can ask one customer at the next visit. */
export interface AskableQuestion {
  /** The name of the rule. */
  readonly name: string;
  readonly text: (words: Translator) => string;
}

interface AskRule {
  readonly kind?: string;
  readonly question?: ProgramText;
}

/** The questions that the program has rules for. */
export async function askableQuestions(client: OwnerClient, signal: AbortSignal): Promise<AskableQuestion[]> {
  const { program } = await client.json<{ readonly program: { readonly ask?: Readonly<Record<string, AskRule>> } }>(
    'owner/program',
    { signal },
  );
  const found: AskableQuestion[] = [];
  for (const [name, rule] of Object.entries(program.ask ?? {})) {
    // Beside rules, `ask` has settings that hold for all of them.
    const kind = QUESTION_KINDS.find((one) => one === (rule?.kind ?? name));
    if (typeof rule !== 'object' || !kind) continue;
    const { question } = rule;
    found.push({ name, text: (words) => (question ? localText(words, question) : words.t(`kinds.${kind}`)) });
  }
  return found;
}
