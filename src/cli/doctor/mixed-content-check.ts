/** Addresses with http: on a page with https:, which browsers do not request. */
import type { DoctorCheck } from './doctor-check.ts';
import { lojalTags } from './page-visit.ts';

const NAMES = ['src', 'data-program', 'data-account', 'data-endpoint', 'data-server', 'data-base'];

/** Browsers trust this machine without TLS. */
export const isLocal = (address: string): boolean =>
  URL.canParse(address) && /^(localhost|127\.0\.0\.1|\[::1\])$/.test(new URL(address).hostname);

export const mixedContentCheck: DoctorCheck = {
  name: 'mixed-content',
  ok: 'No address of Lojal begins with http:',
  applies: ({ url }) => url.startsWith('https:'),
  *find({ markup }) {
    for (const { attributes } of lojalTags(markup))
      for (const name of NAMES) {
        const value = attributes[name] ?? '';
        if (/^\s*http:/i.test(value) && !isLocal(value))
          yield {
            ...{ level: 'fault', check: 'mixed-content' },
            wrong: `The page is on https, and ${name}="${value}" is not, so the browser does not request it`,
            fix: `${name}="${value.trim().replace(/^http:/i, 'https:')}"`,
          };
      }
  },
};
