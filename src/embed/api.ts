import type { Configuration } from '../program/configuration.ts';

/** The global `lojal`: what a shop's own script may call, before the elements are there and after. */
export interface Lojal {
  /** Calls back with this very object: what waited in the page's own array, and what comes later. */
  push(...callbacks: ((lojal: Lojal) => void)[]): void;
  /** Sets what attributes set, and values where an attribute is an address. */
  configure(options: Configuration): void;
  /** Notes that something happened; posts nothing. */
  track(event: string, details?: Readonly<Record<string, unknown>>): void;
  /** Opens a question: the page's own tag, else a card in the corner. Resolves to whether it is open. */
  show(name: 'nps' | 'review'): Promise<boolean>;
  /** Says in words why a question is shown or not. */
  explain(name: 'nps' | 'review'): Promise<string>;
  /** The customer agrees, or no longer does, that Lojal remembers levels across visits. */
  consent(given: boolean): Promise<void>;
  /** Removes everything that Lojal stored in this browser. */
  forget(): Promise<void>;
}

/** The parts of the script that are files of their own. */
export type Part = 'base' | 'balance' | 'prompt' | 'nps' | 'review';

/** What the base part gives to the tag. */
export interface Base {
  start(page: Page): Methods;
}

/** The methods of the global that need the elements. */
export type Methods = Omit<Lojal, 'push'>;

/** What the tag hands over to the base part once that is there. */
export interface Page {
  /** The tag's own `data-*`, by their names in a script (`colorScheme`). */
  readonly data: Readonly<Record<string, string | undefined>>;
  /** Loads a part, or says that it is there. */
  readonly need: (part: Part) => Promise<unknown>;
}
