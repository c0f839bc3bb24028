/** The part for pages whose own script speaks to Lojal: the methods of the global. */
import './base.ts';
import { warn } from '../elements/warn.ts';
import { address } from '../program/address.ts';
import { LojalProgram } from '../program/program.ts';
import type { Methods, Part } from './api.ts';

type Question = HTMLElement & { show(): void };
const find = (name: string): Question | null => document.querySelector<Question>(`lojal-${name}`);

// Kept for this page only, and for explain() to tell.
const tracked: string[] = [];

/** @param need loads a part, or says that it is there */
export const methods = (program: LojalProgram, need: (part: Part) => Promise<unknown>): Methods => ({
  configure({ program: rules, ...rest }) {
    if (rules !== undefined) Object.assign(program, typeof rules === 'string' ? { src: rules } : { rules });
    for (const [key, value] of Object.entries(rest))
      if (key in LojalProgram.properties) Object.assign(program, { [key]: value });
      else warn('lojal.configure', `${key} is not known here`);
    program.requestUpdate();
  },
  track: (event) => void tracked.push(String(event)),
  async show(name) {
    if (!['nps', 'review'].includes(name)) {
      warn(
        'lojal.show',
        `${typeof name === 'string' ? JSON.stringify(name) : typeof name} is not known; "nps" or "review" is accepted`,
      );
      return false;
    }
    await need('prompt');
    await need(name);
    let question = find(name);
    if (!question) {
      question = document.createElement(`lojal-${name}`) as Question;
      question.setAttribute('mode', 'corner');
      document.body.append(question);
    }
    question.show();
    return true;
  },
  explain: async (name) =>
    [
      find(name) ? `Yes: the page has a lojal-${name}.` : `No: the page has no lojal-${name}.`,
      `Nothing is asked automatically; lojal.show("${name}") opens it.`,
      program.test
        ? 'Nothing is posted: test is on.'
        : address(program.endpoint)
          ? `Answers go to ${program.endpoint}.`
          : 'Nothing is posted: there is no usable endpoint.',
      `Tracked on this page: ${tracked.join(', ') || 'nothing'}.`,
    ].join(' '),
  consent: async (given) => (await import('../program/later.ts')).consent(given),
  forget: () => program.forget(),
});
