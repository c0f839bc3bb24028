/** Where the customer is on a site that changes its page without loading another. No function of the host is patched. */

/** The path that rules look at; a router that keeps its routes in the hash has them there. */
export const path = (): string => location.pathname + (/^#[!/]/.test(location.hash) ? location.hash : '');

/** Where a `pushState` makes no event, the path is looked at again after so long (ms). */
const AGAIN = 1000;

/** Calls back when the path has changed: at once, or a second later where the browser has no Navigation API. */
export function onNavigation(went: () => void): { look(): void; stop(): void } {
  let at = path();
  const look = (): void => {
    if (path() === at) return;
    at = path();
    went();
  };
  const { navigation } = window as { readonly navigation?: EventTarget };
  navigation?.addEventListener('currententrychange', look);
  const timer = navigation ? 0 : setInterval(look, AGAIN);
  addEventListener('popstate', look);
  addEventListener('hashchange', look);
  return {
    look,
    stop() {
      clearInterval(timer);
      navigation?.removeEventListener('currententrychange', look);
      removeEventListener('popstate', look);
      removeEventListener('hashchange', look);
    },
  };
}
