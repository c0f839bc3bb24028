import type { Configuration } from '../provider/configuration.ts';
import type { LojalProgram } from '../provider/program.ts';
import type { Part } from '../registry.ts';

/** The methods of the global `lojal`. Each returns a promise, because the elements may still have to load. */
export interface Methods {
  /** Sets attributes of `<lojal-program>`, and values in place of addresses. */
  configure(options: Configuration): void;
  /** Stores an event for the asking rules; posts nothing. The details `order` (the shop's number of the order) and `at` (a date, or ms since 1970; default: now) are stored with it. */
  track(event: string, details?: Readonly<Record<string, unknown>>): void;
  /** Opens a question by its kind or its name under `ask`: the page's own element, else a card in the corner. Resolves to whether it is open. */
  show(name: string): Promise<boolean>;
  /** Explains in words why a question opens or does not. */
  explain(name: string): Promise<string>;
  /** Notes whether the customer agrees that Lojal remembers levels across visits. */
  consent(given: boolean): Promise<void>;
  /** Removes everything that Lojal has stored in this browser. */
  forget(): Promise<void>;
}

/** The global `lojal`. */
export type Lojal = {
  /** Calls each function with the global: at once, or after the script has loaded for those that the page pushed before. */
  push(...callbacks: ((lojal: Lojal) => void)[]): void;
} & { [Name in keyof Methods]: (...given: Parameters<Methods[Name]>) => Promise<Awaited<ReturnType<Methods[Name]>>> };

/** The exports of the part `base` that the tag uses. */
export interface Base {
  start(data: Readonly<Record<string, string | undefined>>): LojalProgram;
  configure(program: LojalProgram, options: Configuration): void;
}

/** The exports of the part `rules` that the tag uses; `data` is the tag's `data-*`, with the customer of `configure()`. */
export interface Rules {
  /** Calls `load` for the page's program when only its account says who the customer is. */
  track(
    data: Readonly<Record<string, string | undefined>>,
    load: () => Promise<LojalProgram>,
    ...given: Parameters<Methods['track']>
  ): Promise<void>;
  /** Calls `start` when a question could open on this page. `program` is JSON text. */
  watchFor(data: Readonly<Record<string, string | undefined>>, program: string, start: () => void): void;
}

/** The exports of the part `api` that the tag uses. */
export interface Api {
  methods(program: LojalProgram, need: (part: Part) => Promise<unknown>): Omit<Methods, 'track' | 'configure'>;
}
