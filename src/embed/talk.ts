/** The part for pages whose own script speaks to Lojal: the methods of the global. */
import './base.ts';
import type { Kind } from '../core/types.ts';
import { warn } from '../elements/warn.ts';
import { advise } from '../program/advise.ts';
import { LojalProgram } from '../program/program.ts';
import type { Methods, Part } from './api.ts';

/** The kinds that have an element of their own; every other question is a survey. */
const OWN = /^(nps|review)$/;
const KINDS = ['nps', 'review', 'csat', 'ces', 'choice', 'exit'];

/** @param need loads a part, or says that it is there */
export const methods = (program: LojalProgram, need: (part: Part) => Promise<unknown>): Omit<Methods, 'track'> => ({
  configure({ program: rules, ...rest }) {
    if (rules !== undefined) Object.assign(program, typeof rules === 'string' ? { src: rules } : { rules });
    for (const [key, value] of Object.entries(rest))
      if (key in LojalProgram.properties) Object.assign(program, { [key]: value });
      else advise('lojal.configure', 'option', key, ['program', ...Object.keys(LojalProgram.properties)]);
    program.requestUpdate();
  },
  async show(name) {
    const own = Object(program.data?.program.ask)[name] as { kind?: unknown } | undefined;
    const kind = KINDS.find((one) => one === (own?.kind ?? name));
    if (!kind) {
      const found = typeof name === 'string' ? JSON.stringify(name) : typeof name;
      warn('lojal.show', `${found} is not known; ${KINDS.join(', ')} or a name under the program's ask is accepted`);
      return false;
    }
    const part = OWN.test(kind) ? kind : 'survey';
    await need('prompt');
    await need(part as Part);
    const { questions, summon, tagOf } = await import('../program/ask.ts');
    const tag = tagOf(program, kind as Kind);
    const question =
      questions(program).find((one) => one.localName === tag && one.called === name) ??
      (await summon(tag, { mode: 'corner', name, kind }));
    question?.show();
    return question !== undefined;
  },
  explain: async (name) => (await import('../program/explain.ts')).explanation(program, String(name)),
  consent: async (given) => (await import('../program/forget.ts')).consent(given),
  forget: () => program.forget(),
});
