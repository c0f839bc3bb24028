import type { ReactiveController, ReactiveElement } from 'lit';
import type { ClubAccess } from './club-host.ts';
import type { Answer } from './events.ts';
import type { ProgramData } from './program-data.ts';

/** A half-given answer: its id, and the fields of the form. */
export type HalfAnswer = Readonly<Record<string, unknown>> & { readonly id?: unknown };

/** A form that shows a half-given answer. */
export interface HalfGivenForm {
  /**
   * Another form on the page has changed the answer, or brought it to this phase; nothing is given once it was sent,
   * dismissed or forgotten.
   */
  take(given: HalfAnswer | undefined, phase?: string): void;
}

/** What only questions need of the program. Loaded on demand. A key says who is asked what. */
export interface Drafts {
  /** The half-given answer; `here` when this page has given it. */
  recall(key: string): { readonly given: HalfAnswer; readonly here: boolean } | undefined;
  /** The id under which the question is being answered, on this page or in another tab. */
  idOf(key: string): string | undefined;
  /** Keeps the half-given answer; without one, deletes it. Passes it, and the phase, to the other forms that joined. */
  keep(key: string, given: HalfAnswer | undefined, from: HalfGivenForm, phase?: string): void;
  /** Adds a form. Returns a function that removes it. */
  join(key: string, form: HalfGivenForm): () => unknown;
  /** Opens the testimonial form after `from` was answered. */
  testimonial(from: HTMLElement): void;
}

/** What a program offers to its elements. */
export interface ProgramHost {
  /** The shop's opaque id of the signed-in customer. */
  readonly customerId: string | undefined;
  /** How often another customer may have come to this page. */
  readonly changes: number;
  /** Whether a customer has used this page. Until then a guest may be the customer who signs in next. */
  readonly hadCustomer: boolean;
  /** The data; `undefined` while it loads, and when it cannot be loaded. */
  readonly data: ProgramData | undefined;
  /** Whether the data is loading. */
  readonly waiting: boolean;
  /** The language that the shop set for all elements, or an empty string. */
  readonly lang: string;
  /** The colour scheme; default: that of the page. */
  readonly colorScheme?: string | undefined;
  /** Address of the privacy page. */
  readonly privacy: string | undefined;
  /** Test mode: nothing is sent, and each question says so. */
  readonly test?: boolean;
  /** The base address of the Lojal server, as the page wrote it. */
  readonly server?: string | undefined;
  /**
   * What elements that earn and redeem need.
   *
   * @throws TypeError (rejects) when the file cannot be loaded
   */
  club(): Promise<ClubAccess>;
  /** Reads the program and the account again. Never rejects. */
  reload(): Promise<void>;
  /** To call when a question appears: loads what saving an answer needs. */
  prepareOutbox(): void;
  /**
   * Saves and sends an answer, or retries it. With `hold`, the answer is saved but not sent until it is delivered without
   * `hold`, discarded, or the customer leaves the page. Outcome events are dispatched on `from`.
   *
   * @returns whether there is a server to send to
   */
  deliver(answer: Answer, from: HTMLElement, hold: boolean): boolean;
  /** Deletes an answer that was delivered with `hold`. */
  discard(id: string): void;
  /** @throws TypeError (rejects) when the file cannot be loaded */
  drafts(): Promise<Drafts>;
  /** The half-given answers by key, until the file that keeps them has loaded. */
  readonly unkept: Map<string, HalfAnswer>;
  /** Stops updating an element. */
  leave(element: ReactiveElement): void;
}

/** The platform's own `Event`: MooTools replaces the global. Node has no `UIEvent` to derive it from. */
export const NativeEvent: typeof Event = typeof UIEvent === 'function' ? Object.getPrototypeOf(UIEvent) : Event;

/** Dispatched by an element that looks for its program: the closest ancestor accepts it, else the page's program. */
export const REQUEST = 'lojal-program-request';
export class ProgramRequest extends NativeEvent {
  constructor(
    readonly element: ReactiveElement,
    readonly accept: (host: ProgramHost) => void,
  ) {
    super(REQUEST, { bubbles: true, composed: true });
  }
}

/** Dispatched on the document when a program was added or removed: all elements look for their program again. */
const HERE = 'lojal-here';
export const announceProgram = (): boolean => document.dispatchEvent(new NativeEvent(HERE));

/** Finds the program of an element while the element is in the page. */
export class ProgramConsumer implements ReactiveController {
  /** The program of the element; `undefined` for an element without one. */
  host: ProgramHost | undefined;

  constructor(readonly element: ReactiveElement) {
    element.addController(this);
  }

  hostConnected(): void {
    document.addEventListener(HERE, this.#ask);
    this.#ask();
  }

  hostDisconnected(): void {
    document.removeEventListener(HERE, this.#ask);
    this.host?.leave(this.element);
    this.host = undefined;
  }

  // Asked again whenever a program is added or removed: a closer one may be defined after the page's has accepted.
  #ask = (): void => {
    const { element } = this;
    let found: ProgramHost | undefined;
    const request = new ProgramRequest(element, (host) => {
      found = host;
    });
    element.dispatchEvent(request);
    // An event from another document does not reach the page's program.
    if (!found) document.dispatchEvent(request);
    if (found === this.host) return;
    this.host?.leave(element);
    this.host = found;
    element.requestUpdate();
  };
}
