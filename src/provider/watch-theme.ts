import { refreshThemes } from '../elements/shared/page-theme.ts';

let watching = false;
let timer: ReturnType<typeof setTimeout> | undefined;

function refresh(): void {
  timer = undefined;
  refreshThemes();
}

/** Refreshes now, and when a transition of the page's colours has ended. A page may change attributes at each frame. */
function refreshTwice(): void {
  if (timer) return;
  refresh();
  timer = setTimeout(refresh, 500);
}

/** Reads the look of the page again when the page has loaded, and when it may have switched its theme. */
export function watchTheme(): void {
  if (watching) return;
  watching = true;
  if (document.readyState !== 'complete') addEventListener('load', refresh, { once: true });
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', refreshTwice);
  const observer = new MutationObserver((changes) => {
    // A style attribute changes while a page scrolls or animates.
    if (changes.some(({ attributeName }) => attributeName !== 'style')) refreshTwice();
  });
  for (const node of [document.documentElement, document.body]) observer.observe(node, { attributes: true });
}
