/** The messages of a program, for the rule scheduler. Loaded when a customer could get one. */
import { messageRule } from '../config/message-rules.ts';
import type { MessageContent } from '../elements/message/message-content.ts';
import type { ClubAccess } from '../elements/shared/club-host.ts';
import type { PageProgram } from '../provider/page-programs.ts';
import { MESSAGE_NAMES, type MessageName, type MessageState, messageState } from '../rules/message-fact.ts';
import { addTold } from '../rules/question-history.ts';
import type { Rule } from '../rules/rule.ts';
import type { OpenableQuestion } from './open-question.ts';
import type { HistoryEdit } from './track-questions.ts';

/**
 * Loads what the messages of a program need.
 *
 * @throws TypeError (rejects) when a file cannot be loaded
 */
export const loadMessages = async (program: PageProgram): Promise<MessageCards> =>
  new MessageCards(program, await program.club());

/** The name of a message by the name of its rule. */
const messageOf = (rule: Rule): MessageName => rule.name.replace('message:', '') as MessageName;

export class MessageCards {
  /** The open cards, with the fact that each tells. */
  readonly #cards = new Map<OpenableQuestion, { readonly rule: Rule; readonly id: string }>();

  constructor(
    readonly program: PageProgram,
    readonly club: ClubAccess,
  ) {}

  /** The rules of the messages of the program. None for a guest. */
  rules(): readonly Rule[] {
    const { messages } = this.#context?.program ?? {};
    return MESSAGE_NAMES.flatMap((name) => {
      const settings = messages?.[name];
      return settings ? [messageRule(name, settings.holdout)] : [];
    });
  }

  /** What there is to tell now; nothing for the rule of a question. */
  state(rule: Rule): MessageState | undefined {
    if (rule.kind !== 'message') return undefined;
    const context = this.#context;
    return context ? messageState(messageOf(rule), context) : { words: ['Nobody with an account is signed in'] };
  }

  /** What the card of a message shows now; nothing where there is nothing to tell. */
  content(rule: Rule): MessageContent | undefined {
    const { fact } = this.state(rule) ?? {};
    const { text, url } = this.#context?.program.messages?.[messageOf(rule)] ?? {};
    return fact && { fact, text, url };
  }

  /** Gives a card what it shows, and notes when the customer has been told. */
  fill(card: OpenableQuestion, rule: Rule, note: (edit: HistoryEdit) => void): void {
    const message = this.content(rule);
    if (!message) return;
    Object.assign(card, { message });
    this.#cards.set(card, { rule, id: message.fact.id });
    card.addEventListener('lojal-shown', () => note((past) => addTold(past, rule.name, message.fact.id)));
  }

  /** Updates the cards that are open. Closes those whose fact does not hold any more. */
  update(): void {
    for (const [card, { rule, id }] of this.#cards) {
      const message = this.content(rule);
      if (!card.isConnected) this.#cards.delete(card);
      else if (message?.fact.id === id) Object.assign(card, { message });
      else card.withdraw();
    }
  }

  get #context() {
    const { data, customerId } = this.program;
    const club = data?.account && customerId ? this.club.read(data) : undefined;
    return club?.account && { ...club, account: club.account, computed: data?.computed };
  }
}
