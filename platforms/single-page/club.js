/**
 * Connects a single-page app with Lojal: who is signed in, and what was bought. The script tag of the page has `data-server` and
 * no `data-customer`. Elements that a route adds later are found by themselves.
 */

/** How long before its end a token is replaced, in ms. */
const EARLY = 30_000;

/** Calls now, or when the script has loaded. */
const call = (use) => {
  window.lojal ||= [];
  window.lojal.push(use);
};

/** When the token ends, in ms since 1970; 0 for a text that is no token. */
function endOf(token) {
  try {
    return 1000 * JSON.parse(atob(token.split('.')[1].replaceAll('-', '+').replaceAll('_', '/'))).exp;
  } catch {
    return 0;
  }
}

/**
 * @param {string} server the address of the Lojal server
 * @param {(signal: AbortSignal) => Promise<string | undefined>} fetchToken asks your backend for a token of whoever is signed in
 */
export function createClub(server, fetchToken) {
  let leave = new AbortController();

  return {
    /** @param {string} customer your id of the customer, as in the tokens */
    signIn(customer) {
      leave.abort();
      leave = new AbortController();
      const { signal } = leave;
      let token = '';
      let asked;
      const ask = async () => {
        token = (await fetchToken(signal)) ?? '';
        return token;
      };
      const identity = async (fresh) => {
        if (!fresh && endOf(token) - Date.now() > EARLY) return token;
        // Several elements may ask at once.
        asked ||= ask().finally(() => {
          asked = undefined;
        });
        return (await asked) || undefined;
      };
      call((lojal) => lojal.configure({ customer, account: `${server}/account`, identity }));
    },

    /** Ends a request for a token, too, so that it cannot arrive for the next customer. */
    signOut() {
      leave.abort();
      call((lojal) => lojal.configure({ customer: '', account: '', identity: async () => undefined }));
    },

    /** @param {string} order your number of the order */
    purchased(order) {
      call((lojal) => lojal.track('purchase', { order }));
    },
  };
}
