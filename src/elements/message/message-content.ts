/** What a message shows: the fact, and the shop's own words and link. */

import type { Text } from '../../loyalty/types.ts';
import type { MessageFact } from '../../rules/message-fact.ts';

export interface MessageContent {
  readonly fact: MessageFact;
  /** In place of Lojal's sentence. */
  readonly text?: Text | undefined;
  /** As the shop wrote it: check the address before linking it. */
  readonly url?: string | undefined;
}
