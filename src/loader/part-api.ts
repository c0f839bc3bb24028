/** The methods of `window.lojal`, except `track` and `configure`. Loaded when a page calls one of them. */
import './part-base.ts';
import { report } from '../diagnostics/report.ts';
import type { LojalProgram } from '../provider/program.ts';
import { ELEMENT_OF, PARTS, type Part, QUESTION_KINDS } from '../registry.ts';
import type { Methods } from './api.ts';

/**
 * The methods for the program of the page.
 *
 * @param need loads a part, once
 */
export const methods = (
  program: LojalProgram,
  need: (part: Part) => Promise<unknown>,
): Omit<Methods, 'track' | 'configure'> => ({
  async show(name) {
    const ask = Object(program.data?.program.ask) as Readonly<Record<string, unknown>>;
    const entry = Object.hasOwn(ask, name) ? ask[name] : undefined;
    const kind = QUESTION_KINDS.find((one) => one === (Object(entry).kind ?? name));
    if (!kind) {
      await report('lojal.show', 'lojal/show-unknown', name, QUESTION_KINDS);
      return false;
    }
    await Promise.all(PARTS[ELEMENT_OF[kind]].map(need));
    return (await import('../triggers/show-question.ts')).showQuestion(program, kind, name);
  },
  explain: async (name) => (await import('../triggers/explanations.ts')).explanation(program, String(name)),
  consent: async (given) => (await import('../provider/seen-levels.ts')).setConsent(program.customerId ?? '', given),
  forget: () => program.forget(),
});
