/** Notices when a site shows another page without loading one. No function of the host page is patched. */

/** The path that rules look at, with the hash where a router keeps its routes there. */
export const currentPath = (): string => location.pathname + (/^#[!/]/.test(location.hash) ? location.hash : '');

/** How often (ms) the path is compared in a browser without the Navigation API, where `pushState` dispatches no event. */
const POLL = 1000;

/**
 * Calls `changed` when the path has changed: at once, or up to a second later in a browser without the Navigation API.
 *
 * @returns `look` compares the path now; `stop` ends the observation
 */
export function onNavigation(changed: () => void): { look(): void; stop(): void } {
  let at = currentPath();
  const look = (): void => {
    if (currentPath() === at) return;
    at = currentPath();
    changed();
  };
  // In a browser without the Navigation API, `<nav id="navigation">` has the name.
  const { navigation: found } = window as { readonly navigation?: EventTarget };
  const navigation = found instanceof Node ? undefined : found;
  navigation?.addEventListener('currententrychange', look);
  const timer = navigation ? 0 : setInterval(look, POLL);
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
