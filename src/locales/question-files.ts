import type { balanceFiles, Files } from './languages.ts';
import type { Questions } from './words.ts';

/** The language files for questions. The type requires the same languages as `balanceFiles`. */
export const questionFiles = {
  sv: () => import('./sv.ask.ts'),
  nb: () => import('./nb.ask.ts'),
  da: () => import('./da.ask.ts'),
  fi: () => import('./fi.ask.ts'),
  de: () => import('./de.ask.ts'),
  fr: () => import('./fr.ask.ts'),
  es: () => import('./es.ask.ts'),
  nl: () => import('./nl.ask.ts'),
  it: () => import('./it.ask.ts'),
  pt: () => import('./pt.ask.ts'),
  pl: () => import('./pl.ask.ts'),
  ar: () => import('./ar.ask.ts'),
} satisfies Files<Questions> & Record<keyof typeof balanceFiles, unknown>;
