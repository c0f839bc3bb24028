/** Tells whoever starts the server which pages it refuses. A browser tells a page only that a request failed. */
import type { Handler } from '../server/app.ts';
import { createOriginCheck } from '../server/middleware/origin.ts';

/** The most origins that are named: anyone can send others. */
const MOST_ORIGINS = 5;

/** Nothing for what no browser sends. */
function sentence(origin: string): string | undefined {
  if (origin === 'null')
    return 'Refused a page that has no address, such as a file: open the page from a web server, and name its address with --origin.';
  if (!URL.canParse(origin) || new URL(origin).origin !== origin) return undefined;
  return `Refused a page of ${origin}. If this is your shop, start the server with --origin ${origin}`;
}

/**
 * Names each refused origin once.
 *
 * @param origins the origins whose pages may use the server
 */
export function withRefusedOrigins(handler: Handler, origins: readonly string[], say: (line: string) => void): Handler {
  const isAllowed = createOriginCheck(origins);
  const told = new Set<string>();
  return (request) => {
    const origin = request.headers.get('origin');
    if (origin !== null && told.size < MOST_ORIGINS && !told.has(origin) && !isAllowed(request)) {
      const words = sentence(origin);
      if (words !== undefined) {
        told.add(origin);
        say(words);
      }
    }
    return handler(request);
  };
}
