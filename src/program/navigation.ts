/** Where the customer is on a site that changes its page without loading another. No function of the host is patched. */

/** The path that rules look at; a router that keeps its routes in the hash has them there. */
export const path = (): string => location.pathname + (/^#[!/]/.test(location.hash) ? location.hash : '');

/**
 * Calls back when the path has changed. Where the browser has no Navigation API, a `pushState` makes no event: then it is
 * seen at the next `look`.
 */
export function onNavigation(went: () => void): { look(): void; stop(): void } {
  let at = path();
  const look = (): void => {
    if (path() === at) return;
    at = path();
    went();
  };
  const { navigation } = window as { readonly navigation?: EventTarget };
  navigation?.addEventListener('currententrychange', look);
  addEventListener('popstate', look);
  addEventListener('hashchange', look);
  return {
    look,
    stop() {
      navigation?.removeEventListener('currententrychange', look);
      removeEventListener('popstate', look);
      removeEventListener('hashchange', look);
    },
  };
}
