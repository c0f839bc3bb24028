/** A draft waits this long after its last edit, so that another tab does not send it while the customer writes. In ms. */
export const HOLD = 30 * 60_000;
