/** The messages and the wished questions of a customer, for the rule scheduler. Loaded when a customer could get one. */
import { messageRule, replyRule, withWishes } from '../config/message-rules.ts';
import type { MessageContent } from '../elements/message/message-content.ts';
import type { ClubAccess } from '../elements/shared/club-host.ts';
import type { PageProgram } from '../provider/page-programs.ts';
import {
  MESSAGE_NAMES,
  type MessageFact,
  type MessageName,
  type MessageState,
  messageState,
  replyState,
} from '../rules/message-fact.ts';
import { addTold, type QuestionHistory, statsOf } from '../rules/question-history.ts';
import type { Rule } from '../rules/rule.ts';
import type { OpenableQuestion } from './open-question.ts';
import type { HistoryEdit } from './track-questions.ts';

const REPLY = 'message:reply';

/** The name of a message by the name of its rule. */
const messageOf = (rule: Rule): MessageName => rule.name.replace('message:', '') as MessageName;

/**
 * Loads what the messages of a program need.
 *
 * @throws TypeError (rejects) when a file cannot be loaded
 */
export const loadMessages = async (program: PageProgram): Promise<MessageCards> =>
  new MessageCards(program, await program.club());

export class MessageCards {
  /** The open cards, with the fact that each tells. */
  readonly #cards = new Map<OpenableQuestion, { readonly rule: Rule; readonly id: string }>();

  constructor(
    readonly program: PageProgram,
    readonly club: ClubAccess,
  ) {}

  /** The rules of questions with the wishes of the shop, and those of messages. No message for a guest. */
  rules(questions: readonly Rule[]): readonly Rule[] {
    const { program, account } = this.#context ?? {};
    const messages = MESSAGE_NAMES.flatMap((name) => {
      const settings = program?.messages?.[name];
      return settings ? [messageRule(name, settings.holdout)] : [];
    });
    const replies = account?.replies?.length ? [replyRule()] : [];
    return [...withWishes(questions, account?.ask ?? []), ...messages, ...replies].sort(
      (a, b) => b.priority - a.priority,
    );
  }

  /** What there is to tell now; nothing for the rule of a question. */
  state(rule: Rule, past: QuestionHistory): MessageState | undefined {
    if (rule.kind !== 'message') return undefined;
    const context = this.#context;
    if (!context) return { words: ['Nobody with an account is signed in'] };
    return rule.name === REPLY
      ? replyState(context.account, statsOf(past, REPLY).orders)
      : messageState(messageOf(rule), context);
  }

  /** Gives a card what it shows, and notes when the customer has been told. */
  fill(card: OpenableQuestion, rule: Rule, past: QuestionHistory, note: (edit: HistoryEdit) => void): void {
    const fact = this.state(rule, past)?.fact;
    if (!fact) return;
    Object.assign(card, { message: this.#content(rule, fact) });
    this.#cards.set(card, { rule, id: fact.id });
    card.addEventListener('lojal-shown', () => note((past) => addTold(past, rule.name, fact.id)));
  }

  /** Updates the cards that are open. Closes those whose fact does not hold any more. */
  update(past: QuestionHistory): void {
    for (const [card, { rule, id }] of this.#cards) {
      // The reply in view counts as told already.
      const untold = {
        ...past,
        asked: { ...past.asked, [REPLY]: { showings: 0, orders: this.#replies.filter((one) => one !== id) } },
      };
      const fact = this.state(rule, untold)?.fact;
      if (!card.isConnected) this.#cards.delete(card);
      else if (fact?.id === id) Object.assign(card, { message: this.#content(rule, fact) });
      else card.withdraw();
    }
  }

  /** The ids of all replies. */
  get #replies(): readonly string[] {
    return this.#context?.account.replies?.map(({ id }) => id) ?? [];
  }

  #content(rule: Rule, fact: MessageFact): MessageContent {
    if (fact.name === 'reply') return { fact, url: fact.url };
    const { text, url } = this.#context?.program.messages?.[messageOf(rule)] ?? {};
    return { fact, text, url };
  }

  get #context() {
    const { data, customerId } = this.program;
    const club = data?.account && customerId ? this.club.read(data) : undefined;
    return club?.account && { ...club, account: club.account, computed: data?.computed };
  }
}
