import type { Configuration } from '../program/configuration.ts';
import type { LojalProgram } from '../program/program.ts';

/** What a shop's own script may call. Each resolves when it is done: the elements may still have to load. */
export interface Methods {
  /** Sets what attributes set, and values where an attribute is an address. */
  configure(options: Configuration): void;
  /** Notes that something happened; posts nothing. */
  track(event: string, details?: Readonly<Record<string, unknown>>): void;
  /** Opens a question: the page's own tag, else a card in the corner. Whether it is open. */
  show(name: 'nps' | 'review'): Promise<boolean>;
  /** Says in words why a question is shown or not. */
  explain(name: 'nps' | 'review'): Promise<string>;
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
export type Part = 'base' | 'talk' | 'balance' | 'prompt' | 'nps' | 'review';

/** What the part `base` gives to the tag. */
export interface Base {
  start(data: Readonly<Record<string, string | undefined>>): LojalProgram;
}

/** What the part `talk` gives to the tag. */
export interface Talk {
  methods(program: LojalProgram, need: (part: Part) => Promise<unknown>): Methods;
}
