import { QUESTION_KINDS } from '../../registry.ts';
import type { OwnerClient } from '../api/owner-client.ts';
import { readProgramParts } from '../api/program-parts.ts';
import { localText } from '../shared/local-text.ts';
import type { Translator } from '../shared/translator.ts';

/** A question that the owner can ask one customer at the next visit. */
export interface AskableQuestion {
  /** The name of the rule, or of a question that needs none. */
  readonly name: string;
  readonly text: (words: Translator) => string;
}

/** Questions that need no rule: others have options to choose from. */
const WITHOUT_RULE = ['nps', 'csat', 'ces', 'review', 'testimonial'] as const;

/** The questions that the program has rules for, and those that need none. */
export async function askableQuestions(client: OwnerClient, signal: AbortSignal): Promise<AskableQuestion[]> {
  const { ask = {} } = await readProgramParts(client, signal);
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
