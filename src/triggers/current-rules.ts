import { readAskingRules } from '../config/ask-reader.ts';
import type { PageProgram } from '../provider/page-programs.ts';
import type { AskingRules } from '../rules/rule.ts';
import { hasMessages } from './has-messages.ts';
import type { MessageCards } from './message-cards.ts';

/** The rules of a program as it is now: those of `ask`, and those of messages once what they need has loaded. */
export class CurrentRules {
  asking: AskingRules = readAskingRules(undefined);
  /** The messages, once a customer could get one. */
  messages: MessageCards | undefined;
  /** What `asking` was read from. */
  #source: readonly unknown[] = [];
  #loading: Promise<void> | undefined;

  /** @param loaded called when the rules of messages can be read */
  constructor(
    readonly program: PageProgram,
    readonly loaded: () => void,
  ) {}

  /** Reads the rules again if their source has changed. Returns whether it has. */
  refresh(): boolean {
    const { program, messages } = this;
    const { data } = program;
    if (hasMessages(data)) this.#loading ??= this.#load();
    const ask = data?.program.ask;
    const source = [ask, messages, ...(messages ? [data?.program, data?.account] : [])];
    if (source.length === this.#source.length && source.every((one, i) => one === this.#source[i])) return false;
    this.#source = source;
    const asking = readAskingRules(ask);
    this.asking = messages ? { ...asking, rules: messages.rules(asking.rules) } : asking;
    return true;
  }

  /** Resolves when all rules can be read. */
  get complete(): Promise<void> | undefined {
    return this.#loading;
  }

  async #load(): Promise<void> {
    try {
      this.messages = await (await import('./message-cards.ts')).loadMessages(this.program);
      this.loaded();
    } catch {
      // The file could not be loaded: the customer gets no message. The next refresh tries again.
      this.#loading = undefined;
    }
  }
}
