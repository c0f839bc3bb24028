/** Asks the endpoint of answers that the page names. */
import type { Page } from 'playwright-core';
import { isLocal } from './mixed-content-check.ts';
import { type EndpointFacts, settingOf, type Visit } from './page-visit.ts';
import { probeEndpoint } from './probe-endpoint.ts';

/** @returns the status; nothing if the page names no endpoint, or one that Lojal does not use */
export async function askEndpoint(page: Page, visit: Visit, ms: number): Promise<EndpointFacts | undefined> {
  const server = settingOf(visit, 'server');
  const given = settingOf(visit, 'endpoint') ?? (server && `${server.replace(/\/$/, '')}/answers`);
  if (!given || !URL.canParse(given, visit.url)) return undefined;
  const { href, protocol } = new URL(given, visit.url);
  // Lojal does not use such an address, and says so.
  if (!/^https?:$/.test(protocol) || (protocol === 'http:' && visit.url.startsWith('https:') && !isLocal(href)))
    return undefined;
  const probe = { url: href, isSimple: settingOf(visit, 'content-type') === 'text/plain', ms };
  // In the world of the page, because the policy of the page holds only there.
  const status: unknown = await page.evaluate(
    `(() => { const __name = (one) => one; return (${probeEndpoint})(${JSON.stringify(probe)}) })()`,
  );
  return { url: href, ...(typeof status === 'number' && { status }) };
}
