import type { balances, Files, Questions, Reviews } from './languages.ts';
import { questions } from './questions.ts';

type File<Words> = Promise<{ default: Words }>;

/** Those of every question may be here already. */
async function both(shared: File<Questions>, own: File<Reviews>): File<Questions & Reviews> {
  return { default: { ...(await shared).default, ...(await own).default } };
}

/** The words of a review, in the very languages that there are for the others. */
export const reviews = {
  sv: () => both(questions.sv(), import('./sv.review.ts')),
} satisfies Files & Record<keyof typeof balances, unknown>;
