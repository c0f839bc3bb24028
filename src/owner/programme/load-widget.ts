/** The script of the shop, from the same server: it defines the elements that customers see. */
import type { OwnerClient } from '../api/owner-client.ts';

let loading: Promise<unknown> | undefined;

/** @throws TypeError (rejects) where the server does not serve the script; the next call tries again */
export function loadWidget(client: OwnerClient): Promise<unknown> {
  if (loading) return loading;
  // The script of a module has no tag. The loader takes its settings from a tag with `data-base`, which runs nothing.
  const settings = document.createElement('script');
  settings.type = 'application/json';
  settings.dataset.base = client.address('.');
  // Test mode: nothing is posted.
  settings.dataset.test = 'true';
  document.head.append(settings);
  loading = import(/* @vite-ignore */ client.address('lojal.js'));
  loading.catch(() => {
    loading = undefined;
    settings.remove();
  });
  return loading;
}
