import type { PropertyValues } from 'lit';
import { report } from '../../diagnostics/report.ts';
import { toJson } from '../../json.ts';
import { createId } from '../question/create-id.ts';
import type { Club, ClubAccess, Reply } from '../shared/club-host.ts';
import { LojalElement } from '../shared/element.ts';
import type { ProgramHost } from '../shared/program-consumer.ts';

/** Reads the whole program, and sends what the customer does to the server. What comes late reaches no other customer. */
export abstract class ClubRequests extends LojalElement {
  /** The name of the action that waits for the server. */
  protected busy = '';
  /** What the last action led to, in words. */
  protected notice = '';

  #access: ClubAccess | undefined;
  #of: ProgramHost | undefined;
  #lost = false;
  /** Whose state the element holds. */
  #owner = '';
  /** The ids of requests that the server may have carried out without a response. A second try has the same id. */
  readonly #ids = new Map<string, string>();

  /** Forgets what belongs to the customer before. */
  protected reset(): void {
    this.busy = '';
    this.notice = '';
    this.#ids.clear();
  }

  protected get club(): Club | undefined {
    const { data } = this.consumer.host ?? {};
    return data && this.#access?.read(data);
  }

  /** Requests of the element itself, and questions. */
  protected get access(): ClubAccess | undefined {
    return this.#access;
  }

  /** Whether a customer is signed in, and there is a server. */
  protected get canAct(): boolean {
    const { host } = this.consumer;
    return Boolean(host?.server && host.customerId);
  }

  /** Whether nobody is signed in, as far as is known. */
  protected get isGuest(): boolean {
    const { host } = this.consumer;
    return host?.customerId === undefined && !host?.waiting;
  }

  protected override get waiting(): boolean {
    return super.waiting || Boolean(this.consumer.host?.data && !this.#access && !this.#lost);
  }

  protected override willUpdate(_: PropertyValues): void {
    const { host } = this.consumer;
    if (host && this.#of !== host) {
      this.#of = host;
      this.#access = undefined;
      this.#load(host).finally(() => this.requestUpdate());
    }
    const owner = host ? `${host.changes} ${host.customerId ?? ''}` : '';
    if (owner === this.#owner) return;
    this.#owner = owner;
    this.reset();
  }

  async #load(host: ProgramHost): Promise<void> {
    try {
      const access = await host.club();
      if (this.#of === host) this.#access = access;
    } catch (error) {
      // The fallback content stays.
      this.#lost = true;
      report(this.localName, 'lojal/data-failed', error);
    }
  }

  /** What `work` gives, or nothing when another customer came in the meantime. */
  protected async theirs<T>(work: Promise<T> | undefined): Promise<T | undefined> {
    const owner = this.#owner;
    const result = await work;
    return owner === this.#owner ? result : undefined;
  }

  /** Reads the account again. Resolves to whether it is still the same customer. */
  protected async refresh(): Promise<boolean> {
    this.requestUpdate();
    return (await this.theirs(this.consumer.host?.reload().then(() => true))) ?? false;
  }

  /**
   * Sends a request for the customer. Only one at a time: a second click does nothing.
   *
   * @param action the name that `busy` has meanwhile
   * @param body gets an id: that of the try before, as long as no response says what became of it
   * @returns nothing when another customer came in the meantime, or an action is under way
   */
  protected async send(
    action: string,
    method: 'POST' | 'DELETE',
    route: string,
    body?: object,
  ): Promise<Reply | undefined> {
    if (!this.#access || this.busy) return undefined;
    const key = route + toJson(body ?? {});
    const id = this.#ids.get(key) ?? createId();
    this.#ids.set(key, id);
    this.busy = action;
    this.notice = '';
    this.requestUpdate();
    const reply = await this.theirs(this.#access.call(method, route, body && { id, ...body }));
    if (!reply) return undefined;
    const { status } = reply;
    if (status >= 200 && status < 500 && status !== 429) this.#ids.delete(key);
    this.busy = '';
    this.requestUpdate();
    return reply;
  }
}
