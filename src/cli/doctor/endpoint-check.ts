/** The endpoint of answers: whether there is one, and whether the address exists. */
import { requestMessages } from '../../diagnostics/request-messages.ts';
import { QUESTION_ELEMENTS } from '../../registry.ts';
import type { DoctorCheck } from './doctor-check.ts';
import { fromCatalogue } from './doctor-finding.ts';
import { lojalTags, settingOf } from './page-visit.ts';

const NAME = 'endpoint';
const ASKS = new Set(QUESTION_ELEMENTS.map((name) => `lojal-${name}`));

export const endpointCheck: DoctorCheck = {
  name: NAME,
  ok: 'The endpoint answers',
  applies: ({ endpoint, markup }) => Boolean(endpoint) || markup.elements.some(({ tag }) => ASKS.has(tag as never)),
  rests: ['policy', 'cors'],
  *find(visit, earlier) {
    const { endpoint, markup } = visit;
    // A script, or an element of the page, may name the endpoint.
    const isNamedElsewhere =
      lojalTags(markup).length === 0 || markup.scripts.some(({ text }) => /endpoint|lojal-answer|configure/.test(text));
    if (!endpoint) {
      if (!isNamedElsewhere && !settingOf(visit, 'endpoint') && !settingOf(visit, 'server'))
        yield fromCatalogue('warning', NAME, 'lojal/endpoint-missing', {
          ...requestMessages['lojal/endpoint-missing'](),
          wrong: 'The page asks a question and names no endpoint, so answers are not sent',
        });
      return;
    }
    const { url, status } = endpoint;
    const isExplained = earlier.some(({ check, wrong }) => /policy|cors/.test(check) && wrong.includes(url));
    if (status === undefined && !isExplained)
      yield {
        ...{ level: 'fault', check: NAME, wrong: `${url} does not answer` },
        fix: 'start the server, or correct data-endpoint',
      };
    const isGone = status === 0 || status === 404 || status === 410 || status === 405;
    // A server that knows POST only may answer 405 to everything else.
    if (isGone && status !== 405)
      yield fromCatalogue(status === 0 ? 'fault' : 'warning', NAME, 'lojal/endpoint-gone', {
        ...requestMessages['lojal/endpoint-gone'](url, status),
        outcome: undefined,
      });
    if (status !== undefined && status >= 500)
      yield {
        ...{ level: 'fault', check: NAME, wrong: `${url} answered ${status}` },
        fix: 'read the log of the server',
      };
  },
};
