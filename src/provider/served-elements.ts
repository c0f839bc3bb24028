import type { ReactiveController, ReactiveElement } from 'lit';
import { announceProgram, type ProgramRequest, REQUEST } from '../elements/shared/program-consumer.ts';
import { addProgram, type PageProgram, pageProgram, removeProgram } from './page-programs.ts';

/** Connects a program with its elements: accepts their requests, and updates them when the program changes. */
export class ServedElements implements ReactiveController {
  readonly all = new Set<ReactiveElement>();

  constructor(readonly program: PageProgram) {
    program.addController(this);
  }

  hostConnected(): void {
    addProgram(this.program);
    this.program.addEventListener(REQUEST, this.#accept);
    document.addEventListener(REQUEST, this.#accept);
    announceProgram();
  }

  hostDisconnected(): void {
    removeProgram(this.program);
    this.program.removeEventListener(REQUEST, this.#accept);
    document.removeEventListener(REQUEST, this.#accept);
    // Its elements look for another program.
    announceProgram();
  }

  update(): void {
    for (const element of this.all) element.requestUpdate();
  }

  #accept = (event: Event): void => {
    // The event may come from another copy of this script, so `instanceof` does not work.
    const { element, accept } = event as ProgramRequest;
    if (event.currentTarget === document && pageProgram() !== this.program) return;
    event.stopImmediatePropagation();
    this.all.add(element);
    accept(this.program);
  };
}
