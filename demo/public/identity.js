// @ts-check
/**
 * Gives Lojal the customer's token. This classic script runs before Lojal's script, so that the first request already
 * has the token.
 */
{
  const scope =
    /** @type {{ lojal?: { push(callback: (lojal: import('../../src/loader/api.ts').Lojal) => void): unknown } }} */ (
      /** @type {unknown} */ (window)
    );
  scope.lojal ||= [];
  scope.lojal.push((lojal) =>
    lojal.configure({ identity: async (fresh) => (await import('./token.js')).token(fresh) }),
  );
}
