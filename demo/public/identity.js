// @ts-check
/**
 * Signs the shop's customers in with Lojal. A plain script before Lojal's own: whatever Lojal asks for is asked for in
 * the customer's name from the start.
 */
{
  const scope =
    /** @type {{ lojal?: { push(callback: (lojal: import('../../src/embed/api.ts').Lojal) => void): unknown } }} */ (
      /** @type {unknown} */ (window)
    );
  scope.lojal ||= [];
  scope.lojal.push((lojal) =>
    lojal.configure({ identity: async (fresh) => (await import('./token.js')).token(fresh) }),
  );
}
