import type { ProgramHost } from '../shared/program-consumer.ts';

/** Who gives the half-given answer of a form. */
export class DraftOwner {
  /** The customer; the empty text for a guest, nothing while the customer is not known. */
  customer: string | undefined;
  /** Whether what the form holds was given on an earlier page, perhaps by another guest. */
  older = false;
  /** Whether the guest may be the customer who signs in next. */
  #adopts = false;
  #changes = 0;

  /** Reads who uses the page now. Returns whether this may be another customer. */
  change(host: ProgramHost): boolean {
    const before = this.customer;
    const customer = host.customerId ?? (host.waiting ? undefined : '');
    // Somebody else may have written what was written while the customer was not known.
    const turned = before === undefined && host.changes !== this.#changes && host.hadCustomer;
    this.#changes = host.changes;
    const other =
      turned ||
      (before !== undefined && customer !== before && !(before === '' && (customer === undefined || this.#adopts)));
    if (customer !== undefined || other) this.customer = customer;
    if (!customer) this.#adopts = !host.hadCustomer && !this.older;
    return other;
  }
}
