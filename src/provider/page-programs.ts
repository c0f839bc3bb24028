/** The programs of the page, and what other modules see of a program. */
import type { ReactiveElement } from 'lit';
import type { ProgramHost } from '../elements/shared/program-consumer.ts';

/** A program as the asking rules, the outbox and other programs see it. */
export interface PageProgram extends ReactiveElement, Omit<ProgramHost, 'lang' | 'changes' | 'hadCustomer'> {
  changes: number;
  hadCustomer: boolean;
  /** Where the browser keeps data: `session`, `none`, or anything else for `local`. */
  readonly storage?: string | undefined;
  /** The absolute address that answers are posted to; nothing without `endpoint` and `server`, or when the address cannot be used. */
  readonly answersUrl: string | undefined;
  /** `dataLayer` to forward scores and choices to the page's analytics. */
  readonly bridge?: string | undefined;
  /** The elements that this program serves. */
  readonly served: Iterable<ReactiveElement>;
  /** Computes again if another day has begun. */
  checkDay(): void;
  /** The token that proves to the endpoint who is signed in. */
  token(fresh: boolean): Promise<string | undefined>;
  /** The address of a route of the server, as the page wrote it; nothing where the page names no server. */
  at(route: string): string | undefined;
}

/** In the order in which they were connected. */
const programs: PageProgram[] = [];

export const addProgram = (program: PageProgram): unknown => programs.push(program);

export const removeProgram = (program: PageProgram): unknown => programs.splice(programs.indexOf(program), 1);

/** The first program of the page. It serves the elements outside of any program. */
export const pageProgram = (): PageProgram | undefined => programs[0];

/** The program of a customer who is signed in on this page. */
export const programOf = (customer: string): PageProgram | undefined =>
  programs.find((program) => program.customerId === customer);
