/** The part that every Lojal tag needs: the program, and the methods of the global. */
import { register } from '../elements/register.ts';
import { warn } from '../elements/warn.ts';
import { LojalProgram } from '../program/program.ts';
import type { Methods, Page } from './api.ts';

register('lojal', 'program', LojalProgram);

/** The attribute of `<lojal-program>` that a `data-*` of the script tag sets. */
const attribute = (name: string): string =>
  name === 'program' ? 'src' : name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/** Makes the page's program, unless the page wrote one and the tag says nothing more. */
export function start({ data, need }: Page): Methods {
  const own = document.querySelector<LojalProgram>('lojal-program');
  const program = own && !Object.keys(data).length ? own : (document.createElement('lojal-program') as LojalProgram);
  if (program !== own) {
    for (const [name, value] of Object.entries(data)) program.setAttribute(attribute(name), value ?? '');
    // In the head, where it can change no selector of the page's content.
    document.head.append(program);
  }
  const tracked: string[] = [];
  return {
    configure({ program: rules, ...rest }) {
      if (rules !== undefined) Object.assign(program, typeof rules === 'string' ? { src: rules } : { rules });
      for (const [key, value] of Object.entries(rest))
        if (key in LojalProgram.properties || key === 'lang' || key === 'identity')
          Object.assign(program, { [key]: value });
        else warn('lojal.configure', `${key} is not known here`);
      program.requestUpdate();
    },
    // Kept for this page only, and for explain() to tell; the asking rules will read it.
    track: (event) => void tracked.push(event),
    async show(name) {
      await need(name);
      let prompt = find(name);
      if (!prompt) {
        prompt = document.createElement(`lojal-${name}`) as Question;
        prompt.setAttribute('mode', 'corner');
        document.body.append(prompt);
      }
      prompt.show();
      return true;
    },
    explain: async (name) =>
      [
        find(name) ? `Yes: the page has a lojal-${name}.` : `No: the page has no lojal-${name}.`,
        `Nothing is asked automatically; lojal.show("${name}") opens it.`,
        program.test
          ? 'Nothing is posted: test is on.'
          : program.endpoint
            ? `Answers go to ${program.endpoint}.`
            : 'Nothing is posted: there is no endpoint.',
        `Tracked on this page: ${tracked.join(', ') || 'nothing'}.`,
      ].join(' '),
    consent: async (given) => (await import('../program/later.ts')).consent(given),
    forget: () => program.forget(),
  };
}

type Question = HTMLElement & { show(): void };
const find = (name: string): Question | null => document.querySelector<Question>(`lojal-${name}`);
