import type { ReactiveElement } from 'lit';
import type { ClubAccess } from '../shared/club-host.ts';

/** What all customers have given for the donations of a program. */
export class Donations {
  /** Points by the id of the reward; `undefined` while they load. */
  readonly #given = new Map<string, number | undefined>();

  /** @param access the server, once there is one */
  constructor(
    readonly element: ReactiveElement,
    readonly access: () => ClubAccess | undefined,
  ) {}

  /** The points for one donation, once they are known. The first call asks the server. */
  given(id: string): number | undefined {
    const access = this.access();
    if (access && !this.#given.has(id)) {
      this.#given.set(id, undefined);
      access.call('GET', `rewards/${encodeURIComponent(id)}/total`).then(({ status, body }) => {
        const { points } = Object(body);
        if (status !== 200 || !Number.isSafeInteger(points)) return;
        this.#given.set(id, points);
        this.element.requestUpdate();
      });
    }
    return this.#given.get(id);
  }

  /** Asks the server again at the next call of `given`. */
  forget(id: string): void {
    this.#given.delete(id);
  }
}
