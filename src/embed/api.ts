import type { Configuration } from '../program/configuration.ts';
import type { LojalProgram } from '../program/program.ts';

/** What a shop's own script may call. Each resolves when it is done: the elements may still have to load. */
export interface Methods {
  /** Sets what attributes set, and values where an attribute is an address. */
  configure(options: Configuration): void;
  /** Notes that something happened, for the asking rules; posts nothing. Of the details `order` and `at` count: the shop's number of an order, and when it was (a date or ms since 1970). */
  track(event: string, details?: Readonly<Record<string, unknown>>): void;
  /** Opens a question, by its kind or its name under `ask`: the page's own tag, else a card in the corner. Whether it is open. */
  show(name: string): Promise<boolean>;
  /** Says in words why a question is shown or not. */
  explain(name: string): Promise<string>;
  /** The customer agrees, or no longer does, that Lojal remembers levels across visits. */
  consent(given: boolean): Promise<void>;
  /** Removes everything that Lojal stored in this browser. */
  forget(): Promise<void>;
}

/** The global `lojal`. */
export type Lojal = {
  /** Calls back with this very object: what waited in the page's own array, and what comes later. */
  push(...callbacks: ((lojal: Lojal) => void)[]): void;
} & { [Name in keyof Methods]: (...given: Parameters<Methods[Name]>) => Promise<Awaited<ReturnType<Methods[Name]>>> };

/** The parts of the script: each a file beside it, or all in one. */
export type Part = 'base' | 'talk' | 'rules' | 'balance' | 'prompt' | 'nps' | 'review' | 'survey';

/** What the part `base` gives to the tag. */
export interface Base {
  start(data: Readonly<Record<string, string | undefined>>): LojalProgram;
}

/** What the part `rules` gives to the tag; `data` is its `data-*`. */
export interface Rules {
  track(data: Readonly<Record<string, string | undefined>>, ...given: Parameters<Methods['track']>): void;
  /** Calls `start` once a question could come on this page. @param program its JSON */
  watchFor(data: Readonly<Record<string, string | undefined>>, program: string, start: () => void): void;
}

/** What the part `talk` gives to the tag. */
export interface Talk {
  methods(program: LojalProgram, need: (part: Part) => Promise<unknown>): Omit<Methods, 'track'>;
}
