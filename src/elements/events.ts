/**
 * What elements say to the page. Listen by `event.type`: a page may hold two copies of these classes.
 */

/** What a person answered: the `data` of the event that is posted, and what kind it is. */
export interface Answer {
  /** 128 random bits in 32 hex digits; the same for every try and every edit of this answer. */
  readonly id: string;
  readonly kind: 'nps' | 'review';
  /** The fields of the wire's `data`, without `revision`, which delivery counts. */
  readonly data: Readonly<Record<string, unknown>>;
}

abstract class LojalEvent extends Event {
  constructor(type: string, cancelable = false) {
    super(type, { bubbles: true, composed: true, cancelable });
  }
}

/** `lojal-answer`: a person answered. `preventDefault()` keeps the answer from the endpoint. */
export class AnswerEvent extends LojalEvent {
  constructor(readonly answer: Answer) {
    super('lojal-answer', true);
  }
}

/** `lojal-dismiss`: a person closed a question without answering it. */
export class DismissEvent extends LojalEvent {
  constructor(readonly kind: Answer['kind']) {
    super('lojal-dismiss');
  }
}

/** `lojal-shown`: a question became visible. */
export class ShownEvent extends LojalEvent {
  constructor(readonly kind: Answer['kind']) {
    super('lojal-shown');
  }
}

/** What became of an answer. */
export type Outcome = 'sent' | 'queued' | 'failed';

/** `lojal-sent`, `lojal-queued`, `lojal-failed`: raised on the element that asked, or on the program after a reload. */
export class OutcomeEvent extends LojalEvent {
  /**
   * @param id the answer's id
   * @param status the HTTP status of the last try, if there was a readable one
   * @param reason words for a console or a shop's script, not for the customer
   */
  constructor(
    readonly outcome: Outcome,
    readonly id: string,
    readonly status?: number,
    readonly reason?: string,
  ) {
    super(`lojal-${outcome}`);
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
