/** Whom the page's data belongs to: one customer, or a guest, whose key is no id. */
import { customerIdOf } from './customer-id.ts';

export class Ownership {
  /** The customer that the page names; nothing for a guest. */
  named: string | undefined;
  /** The page's customer has left, so an account is shown only once the page gives one again. */
  signedOut = false;
  /** The page came back from the back-forward cache, and it is not known yet who uses it now. */
  unconfirmed = false;
  /** Whether the calls that the page has queued have run. Until then the page is still saying whose its data is. */
  settled = false;
  /** The owners of data without an id, by what it was given as. */
  readonly #owners = new Map<unknown, string>();
  /** The key of the guest. After somebody has left, the guest is somebody else. */
  #guest = '';

  constructor() {
    setTimeout(() => {
      this.settled = true;
    });
  }

  /** Takes the customer of the page, as the page wrote it. Returns whether it is another one. */
  name(customer: unknown): boolean {
    const id = customerIdOf(customer);
    // Where only the account says who is there, a page that names nobody signs that customer out.
    if (id === this.named && (id || this.signedOut || (!this.settled && (customer ?? '') === ''))) return false;
    if (!this.settled) this.#owners.clear();
    if (id === this.named) this.leave();
    this.signedOut = !id;
    this.unconfirmed = false;
    this.named = id;
    return true;
  }

  /** Whoever used the page has left, and another visitor is there, who counts as a guest. */
  leave(): void {
    this.named = undefined;
    this.signedOut = true;
    this.#guest += ' ';
  }

  /** The owner of an account with this id. */
  ownerOf(id: string | undefined): string {
    return this.named ?? ((!this.signedOut && id) || this.#guest);
  }

  /** The page gives this data anew. */
  given(what: unknown): void {
    this.#owners.delete(what);
  }

  /** Whether data without an id belongs to `owner`: it was first used under the same one. */
  has(what: unknown, owner: string): boolean {
    const first = this.#owners.get(what) ?? owner;
    this.#owners.set(what, first);
    return first === owner;
  }
}
