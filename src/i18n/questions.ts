import type { balances, Files, Questions } from './languages.ts';

/** The words of questions, in the very languages that there are for points and tiers. */
export const questions = {
  sv: () => import('./sv.ask.ts'),
} satisfies Files<Questions> & Record<keyof typeof balances, unknown>;
