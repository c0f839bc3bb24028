import { NativeEvent } from '../shared/program-consumer.ts';

/** `lojal-claimed`: a friend has accepted an invitation. */
export class ClaimedEvent extends NativeEvent {
  /**
   * @param invitation the advocate's code, for the key `referral` of the friend's order
   * @param code the friend's own code; empty where the friend gets none
   */
  constructor(
    readonly invitation: string,
    readonly code: string,
  ) {
    super('lojal-claimed', { bubbles: true, composed: true });
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'lojal-claimed': ClaimedEvent;
  }
}
