import type { Kind } from '../core/types.ts';

/**
 * What elements say to the page. Listen by `event.type`: a page may hold two copies of these classes.
 */

/** What a person answered: the `data` of the event that is posted, and what kind it is. */
export interface Answer {
  /** 128 random bits in 32 hex digits; the same for every try and every edit of this answer. */
  readonly id: string;
  readonly kind: Kind;
  /** The fields of the wire's `data`, without `revision`, which delivery counts. */
  readonly data: Readonly<Record<string, unknown>>;
}

// As in link.ts; shared with it, it would be in a file of its own, which every visitor waits for.
const NativeEvent: typeof Event = typeof UIEvent === 'function' ? Object.getPrototypeOf(UIEvent) : Event;

abstract class LojalEvent extends NativeEvent {
  constructor(type: string, cancelable = false) {
    super(type, { bubbles: true, composed: true, cancelable });
  }
}

/** `lojal-answer`: a person answered. `preventDefault()` keeps the answer from the endpoint. */
export class AnswerEvent extends LojalEvent {
  /** @param name under which the program's `ask` speaks of the question */
  constructor(
    readonly answer: Answer,
    readonly name: string = answer.kind,
  ) {
    super('lojal-answer', true);
  }
}

/** `lojal-dismiss`: a person closed a question without answering it. */
export class DismissEvent extends LojalEvent {
  constructor(
    readonly kind: Kind,
    readonly name: string = kind,
  ) {
    super('lojal-dismiss');
  }
}

/** `lojal-shown`: a question became visible. */
export class ShownEvent extends LojalEvent {
  /** @param automatic whether a rule of the shop opened it, and nobody asked for it */
  constructor(
    readonly kind: Kind,
    readonly name: string = kind,
    readonly automatic = false,
  ) {
    super('lojal-shown');
  }
}

/** `lojal-closed`: a card has gone from the page: it was dismissed, withdrawn, or closed after its answer. */
export class ClosedEvent extends LojalEvent {
  constructor(
    readonly kind: Kind,
    readonly name: string = kind,
  ) {
    super('lojal-closed');
  }
}

/** What became of an answer. */
export type Outcome = 'sent' | 'queued' | 'failed';

/** What is known of an outcome beside its name. */
export interface Details {
  /** Which edit of the answer, from 1. */
  readonly revision?: number;
  /** Where it is: `durable` outlives the tab, `memory` lasts as long as this page, `refused` is nowhere. */
  readonly kept?: 'durable' | 'memory' | 'refused';
  /** The HTTP status of the last try, if there was a readable one. */
  readonly status?: number | undefined;
  /** Words for a console or a shop's script, not for the customer. */
  readonly reason?: string | undefined;
  /** What was answered; not known after a reload. */
  readonly answer?: Answer | undefined;
}

/** `lojal-sent`, `lojal-queued`, `lojal-failed`: raised on the element that asked, or on the program after a reload. */
export class OutcomeEvent extends LojalEvent implements Details {
  declare readonly revision?: number;
  declare readonly kept?: 'durable' | 'memory' | 'refused';
  declare readonly status?: number;
  declare readonly reason?: string;
  declare readonly answer?: Answer;

  /** @param id the answer's id */
  constructor(
    readonly outcome: Outcome,
    readonly id: string,
    details?: Details,
  ) {
    super(`lojal-${outcome}`);
    Object.assign(this, details);
  }
}

/** `lojal-near`: 80 % of the way to the next level, once a level. `lojal-up`: a level was reached. */
export class LevelEvent extends LojalEvent {
  /** @param level id of the level that is near or was reached */
  constructor(
    type: 'lojal-near' | 'lojal-up',
    readonly level: string,
  ) {
    super(type);
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'lojal-answer': AnswerEvent;
    'lojal-dismiss': DismissEvent;
    'lojal-shown': ShownEvent;
    'lojal-closed': ClosedEvent;
    'lojal-sent': OutcomeEvent;
    'lojal-queued': OutcomeEvent;
    'lojal-failed': OutcomeEvent;
    'lojal-near': LevelEvent;
    'lojal-up': LevelEvent;
  }
}
