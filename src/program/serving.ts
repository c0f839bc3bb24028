import type { ReactiveController, ReactiveElement } from 'lit';
import { type Host, here, LINK, type LinkRequest } from '../elements/link.ts';

/** A program as the others on its page see it. */
export interface PageProgram extends ReactiveElement, Omit<Host, 'lang'> {
  /** Says who is signed in, in a form that the endpoint can check. */
  token(fresh: boolean): Promise<string | undefined>;
}

/** In the order in which they came. */
const programs: PageProgram[] = [];

/** The page's program: the first one. It serves the elements that are in none. */
export const pageProgram = (): PageProgram | undefined => programs[0];

/** The program of a customer who is signed in on this page. */
export const programOf = (customer: string): PageProgram | undefined =>
  programs.find((program) => program.customerId === customer);

/** Answers the elements that look for a program, and tells them of changes. */
export class Serving implements ReactiveController {
  readonly served = new Set<ReactiveElement>();

  constructor(readonly program: PageProgram) {
    program.addController(this);
  }

  hostConnected(): void {
    programs.push(this.program);
    this.program.addEventListener(LINK, this.#link);
    document.addEventListener(LINK, this.#link);
    here();
  }

  hostDisconnected(): void {
    programs.splice(programs.indexOf(this.program), 1);
    this.program.removeEventListener(LINK, this.#link);
    document.removeEventListener(LINK, this.#link);
    // Those that it served look for another.
    here();
  }

  tell(): void {
    for (const element of this.served) element.requestUpdate();
  }

  #link = (event: Event): void => {
    // By type, not by class: the request may come from another copy of this script.
    const { element, accept } = event as LinkRequest;
    if (event.currentTarget === document && programs[0] !== this.program) return;
    event.stopImmediatePropagation();
    this.served.add(element);
    accept(this.program);
  };
}
