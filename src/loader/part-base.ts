/** The part that every Lojal element needs: the program, and the base class of the elements. */
import '../elements/shared/element.ts';
import { register } from '../elements/shared/register.ts';
import type { DefinedElement } from '../elements/shared/take-text.ts';
import { LojalProgram } from '../provider/program.ts';
import type { Base } from './api.ts';
import { setOptions } from './program-options.ts';
import { isTestMode } from './test-mode.ts';

register('lojal', 'program', LojalProgram);

/**
 * The attribute of `<lojal-program>` for a `data-*` of the script tag. `data-src` has none: consent and optimisation tools keep
 * the address of a script in it.
 */
const attribute = (name: string): string =>
  ({ program: 'src', src: '' })[name] ?? name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/** How long (ms) a task may register elements before the next task continues: one frame at 60 Hz. */
const FRAME = 16;

let setStarted: () => void;
const started = new Promise<void>((resolve) => {
  setStarted = resolve;
});

/** When the current task began, in ms; 0 when it is not known. The time in which this file runs counts as part of the task. */
let since = performance.now();
const over = (): void => {
  since = 0;
};
setTimeout(over);
let turn: Promise<unknown> = started;

/**
 * Registers an element after the page's program: an element that renders without its program would render again, and the page
 * would shift. Elements are registered one after the other, so that they do not render in one long task.
 */
export function later(name: string, element: CustomElementConstructor & DefinedElement): void {
  turn = turn
    .then(async () => {
      // The elements before this one render first.
      await undefined;
      if (since && performance.now() - since > FRAME) await new Promise((resolve) => setTimeout(resolve));
      if (!since) {
        since = performance.now();
        setTimeout(over);
      }
      register('lojal', name, element);
    })
    // When one registration fails, the next is still tried.
    .catch(() => {});
}

/** The page's program: the `<lojal-program>` of the page if the script tag sets nothing, else a new one in the head. */
export function start(data: Readonly<Record<string, string | undefined>>): LojalProgram {
  setStarted();
  const own = document.querySelector<LojalProgram>('lojal-program');
  const known = LojalProgram.observedAttributes;
  const given = Object.entries(data).filter(
    ([name, value]) => known.includes(attribute(name)) && (name !== 'test' || isTestMode(value)),
  );
  if (own && !given.length) return own;
  const program = document.createElement('lojal-program') as LojalProgram;
  for (const [name, value] of given) program.setAttribute(attribute(name), value ?? '');
  // In the head the element changes no selector of the page's content. `document.head` may be replaced by a form of that name.
  const place = (): void => {
    if (!program.isConnected) document.querySelector('head')?.append(program);
  };
  place();
  // Turbo and similar libraries remove from the head what the next page does not contain. The element is added again in a new task, after the library has finished.
  program.addController({ hostDisconnected: () => setTimeout(place) });
  return program;
}

export const configure: Base['configure'] = (program, options) => setOptions(program, options);
