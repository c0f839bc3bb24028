/** Files and data on another host, which the browser may not give to the page. */
import type { DoctorCheck } from './doctor-check.ts';
import { isLojalFile, settingOf } from './page-visit.ts';

const NAME = 'cors';
const EMBEDDER = /BLOCKED_BY_RESPONSE/;

export const corsCheck: DoctorCheck = {
  name: NAME,
  ok: 'Other hosts let the page read the files and the data',
  applies: (visit) => {
    const { origin } = new URL(visit.url);
    const data = ['program', 'account', 'endpoint', 'server'].flatMap((name) => settingOf(visit, name) ?? []);
    return [...visit.files.map(({ url }) => url), ...data].some(
      (one) => URL.canParse(one, visit.url) && new URL(one, visit.url).origin !== origin,
    );
  },
  rests: ['tag', 'consent', 'mixed-content', 'policy'],
  *find(visit) {
    const { origin } = new URL(visit.url);
    const given = (name: string) => {
      const setting = settingOf(visit, name);
      return setting && URL.canParse(setting, visit.url) ? new URL(setting, visit.url).href : undefined;
    };
    const told = new Set<string>();
    for (const { url } of visit.blocked.filter(({ by }) => by === 'cors')) {
      const isFile = isLojalFile(url);
      const server = given('server');
      const isData =
        [given('program'), given('account'), given('endpoint')].includes(url) || (server && url.startsWith(server));
      const key = isFile ? new URL('.', url).href : url;
      if ((!isFile && !isData) || told.has(key)) continue;
      told.add(key);
      const isAnswer = url === given('endpoint') || url.endsWith('/answers');
      const headers = isAnswer
        ? 'content-type, authorization'
        : url === given('program') || isFile
          ? ''
          : 'authorization';
      yield {
        ...{ level: 'fault', check: NAME },
        wrong: isFile
          ? `${key} does not let other hosts load its files as modules`
          : `${url} does not let this page read its response`,
        fix: `${new URL(url).host} has to send Access-Control-Allow-Origin: ${isFile ? '*' : origin}${headers && `, and to OPTIONS Access-Control-Allow-Headers: ${headers}`}`,
      };
    }
    const refused = visit.files.find(({ failure }) => EMBEDDER.test(failure ?? ''));
    if (refused)
      yield {
        ...{
          level: 'fault',
          check: NAME,
          wrong: `The page takes only files that other hosts offer to every page, and ${refused.url} is not offered`,
        },
        fix: `${new URL(refused.url).host} has to send Cross-Origin-Resource-Policy: cross-origin`,
      };
  },
};
