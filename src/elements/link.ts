import type { ReactiveController, ReactiveElement } from 'lit';
import type { Computed } from '../core/summary.ts';
import type { Account, Program } from '../core/types.ts';
import type { Answer } from './events.ts';

/** What a program knows on one day. Never changed in place: another object means another state. */
export interface Data {
  readonly program: Program;
  readonly account?: Account | undefined;
  /** What the account's ledger came to, where it has one. */
  readonly computed?: Computed | undefined;
  /** The customer's calendar date. */
  readonly today: string;
}

/** What only some questions need of the program, loaded when one of them does. */
export interface Flows {
  /** What was written into a form on this tab before the page was left; nothing for another customer. */
  recall(form: string): Readonly<Record<string, unknown>> | undefined;
  /** Keeps what is written into a form through a reload; without a draft, forgets it. */
  keep(form: string, draft: Readonly<Record<string, unknown>> | undefined): void;
  /** Opens the question for a testimonial, once `from` has been answered. */
  testimonial(from: HTMLElement): void;
}

/** What a program lends to the elements it serves. */
export interface Host {
  /** Who is signed in, as the shop's opaque id. */
  readonly customerId: string | undefined;
  /** What is known; nothing while it is on its way, and when it never comes. */
  readonly data: Data | undefined;
  /** Whether data may still come. */
  readonly waiting: boolean;
  /** Language that the shop set for all its elements, or an empty string. */
  readonly lang: string;
  /** Without one, the page's own holds. */
  readonly colorScheme?: string | undefined;
  /** Page about the customer's data. */
  readonly privacy: string | undefined;
  /** Nothing is posted, and each question says so. */
  readonly test?: boolean;
  /** A question appeared: get ready to save. */
  expect(): void;
  /**
   * Saves and sends, or tries once more what was delivered before; true when there is an endpoint to send to. With
   * `hold` it is a draft: kept unsent until it is delivered, discarded or the page is left. What becomes of it is
   * raised on `from`.
   */
  deliver(answer: Answer, from: HTMLElement, hold: boolean): boolean;
  /** Forgets a draft that the page kept from the endpoint. */
  discard(id: string): void;
  /** @throws TypeError (rejects) when the file cannot be loaded */
  flows(): Promise<Flows>;
  /** Takes an element off the list of those that are told of changes. */
  leave(element: ReactiveElement): void;
}

/** The platform's own class: MooTools puts another one under its name. In Node there is nothing that could have. */
const NativeEvent: typeof Event = typeof UIEvent === 'function' ? Object.getPrototypeOf(UIEvent) : Event;

/** An element looks for its program: the nearest ancestor answers, else the page's. */
export const LINK = 'lojal-link';
export class LinkRequest extends NativeEvent {
  constructor(
    readonly element: ReactiveElement,
    readonly accept: (host: Host) => void,
  ) {
    super(LINK, { bubbles: true, composed: true });
  }
}

/** Raised on the document by a program that has just come or gone: everybody asks again. */
const HERE = 'lojal-here';
export const here = (): boolean => document.dispatchEvent(new NativeEvent(HERE));

/** Keeps an element in touch with its program for as long as it is on the page. */
export class Link implements ReactiveController {
  /** The program that answered; absent for an element that stands alone. */
  host: Host | undefined;

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

  // Asked again whenever a program comes or goes: a nearer one may have been upgraded after the page's answered.
  #ask = (): void => {
    const { element } = this;
    let found: Host | undefined;
    const request = new LinkRequest(element, (host) => {
      found = host;
    });
    element.dispatchEvent(request);
    // From another document nothing reaches the page's program.
    if (!found) document.dispatchEvent(request);
    if (found === this.host) return;
    this.host?.leave(element);
    this.host = found;
    element.requestUpdate();
  };
}
