import { QUESTION_KINDS } from '../../registry.ts';
import type { OwnerClient } from '../api/owner-client.ts';
import type { ProgramText } from '../api/owner-data.ts';
import { RequestFault } from '../api/request-fault.ts';
import { localText } from '../shared/local-text.ts';
import type { Translator } from '../shared/translator.ts';

/** A question that the owner can ask one customer at the next visit. */
export interface AskableQuestion {
  /** The name of the rule, or of a question that needs none. */
  readonly name: string;
  readonly text: (words: Translator) => string;
}

interface AskRule {
  readonly kind?: string;
  readonly question?: ProgramText;
}

/** Questions that need no rule: others have options to choose from. */
const WITHOUT_RULE = ['nps', 'csat', 'ces', 'review', 'testimonial'] as const;

interface AskProgram {
  readonly ask?: Readonly<Record<string, AskRule>>;
}

/** The program; an empty one before the first is saved. */
async function readProgram(client: OwnerClient, signal: AbortSignal): Promise<AskProgram> {
  try {
    return (await client.json<{ readonly program: AskProgram }>('owner/program', { signal })).program;
  } catch (error) {
    if (error instanceof RequestFault && error.status === 404) return {};
    throw error;
  }
}

/** The questions that the program has rules for, and those that need none. */
export async function askableQuestions(client: OwnerClient, signal: AbortSignal): Promise<AskableQuestion[]> {
  const { ask = {} } = await readProgram(client, signal);
  const found: AskableQuestion[] = [];
  for (const [name, rule] of Object.entries(ask)) {
    // Beside rules, `ask` has settings that hold for all of them.
    const kind = QUESTION_KINDS.find((one) => one === (rule?.kind ?? name));
    if (typeof rule !== 'object' || !kind) continue;
    const { question } = rule;
    found.push({ name, text: (words) => (question ? localText(words, question) : words.t(`kinds.${kind}`)) });
  }
  for (const name of WITHOUT_RULE)
    if (!found.some((one) => one.name === name)) found.push({ name, text: (words) => words.t(`kinds.${name}`) });
  return found;
}
