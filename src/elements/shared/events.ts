import type { QuestionKind } from '../../registry.ts';

/**
 * The events that elements dispatch. Listen by `event.type`, not by class: a page may hold two copies of these classes.
 */

/** An answer: its kind, and the `data` of the event that is sent to the server. */
export interface Answer {
  /** 128 random bits in 32 hex digits; the same for all attempts and edits of this answer. */
  readonly id: string;
  readonly kind: QuestionKind;
  /** The fields of the event's `data`, without `revision`, which the outbox counts. */
  readonly data: Readonly<Record<string, unknown>>;
}

// Repeated from program-consumer.ts: shared, it would become a chunk of its own, which delays the first paint.
const NativeEvent: typeof Event = typeof UIEvent === 'function' ? Object.getPrototypeOf(UIEvent) : Event;

abstract class LojalEvent extends NativeEvent {
  constructor(type: string, cancelable = false) {
    super(type, { bubbles: true, composed: true, cancelable });
  }
}

/** `lojal-answer`: the customer answered. `preventDefault()` stops the answer from being sent. */
export class AnswerEvent extends LojalEvent {
  /** @param name of the question in the program's `ask` */
  constructor(
    readonly answer: Answer,
    readonly name: string = answer.kind,
  ) {
    super('lojal-answer', true);
  }
}

/** What a card shows: a kind of question, or a message. */
export type CardKind = QuestionKind | 'message';

/** `lojal-dismiss`: the customer closed a question without an answer, or a message. */
export class DismissEvent extends LojalEvent {
  constructor(
    readonly kind: CardKind,
    readonly name: string = kind,
  ) {
    super('lojal-dismiss');
  }
}

/** `lojal-shown`: a question or a message became visible. */
export class ShownEvent extends LojalEvent {
  /** @param automatic whether an asking rule opened the question */
  constructor(
    readonly kind: CardKind,
    readonly name: string = kind,
    readonly automatic = false,
  ) {
    super('lojal-shown');
  }
}

/** `lojal-closed`: a card was dismissed, withdrawn, or closed after its answer. */
export class ClosedEvent extends LojalEvent {
  constructor(
    readonly kind: CardKind,
    readonly name: string = kind,
  ) {
    super('lojal-closed');
  }
}

/** What became of an answer. */
export type Outcome = 'sent' | 'queued' | 'failed';

/** Details of an outcome. */
export interface OutcomeDetails {
  /** The revision of the answer, from 1. */
  readonly revision?: number;
  /** Where the answer is saved: `durable` survives the tab, `memory` lasts as long as the page, `refused` is not saved. */
  readonly kept?: 'durable' | 'memory' | 'refused';
  /** The HTTP status of the last attempt, if the response was readable. */
  readonly status?: number | undefined;
  /** The reason, for the console or the shop's script, not for the customer. */
  readonly reason?: string | undefined;
  /** The answer; unknown after a reload. */
  readonly answer?: Answer | undefined;
}

/** `lojal-sent`, `lojal-queued`, `lojal-failed`: dispatched on the question, or on the program after a reload. */
export class OutcomeEvent extends LojalEvent implements OutcomeDetails {
  declare readonly revision?: number;
  declare readonly kept?: 'durable' | 'memory' | 'refused';
  declare readonly status?: number;
  declare readonly reason?: string;
  declare readonly answer?: Answer;

  /** @param id the answer's id */
  constructor(
    readonly outcome: Outcome,
    readonly id: string,
    details?: OutcomeDetails,
  ) {
    super(`lojal-${outcome}`);
    Object.assign(this, details);
  }
}

/** `lojal-near`: progress to the next level reached 80 %, once for each level. `lojal-up`: a level was reached. */
export class LevelEvent extends LojalEvent {
  /** @param level id of the next level, or of the level reached */
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
