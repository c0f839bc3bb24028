/**
 * The help sentences of the form of rules in the languages of the owner's page. The sentences of the schema are English, and are the
 * keys of the translations.
 */
import type { OwnerLanguage } from './owner-files.ts';

export type RuleHelp = Readonly<Record<string, string>>;

export const ruleHelpFiles: Readonly<
  Record<Exclude<OwnerLanguage, 'en'>, () => Promise<{ readonly default: RuleHelp }>>
> = {
  sv: () => import('./sv.rule-help.ts'),
  nb: () => import('./nb.rule-help.ts'),
  da: () => import('./da.rule-help.ts'),
  fi: () => import('./fi.rule-help.ts'),
};
