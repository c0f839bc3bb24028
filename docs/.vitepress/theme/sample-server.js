/**
 * A Lojal server for the live examples, in the memory of the page: redeeming gives a code, and the points are gone until the
 * page is loaded again. Requests below `SAMPLE_SERVER` never leave the browser; all others are untouched.
 */
import { dayFromNow, sampleAccount, sampleProgram } from './sample-club.js';

const json = (body, status = 200) =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } });

const PROBLEM = { title: 'The sample server of this page does not know that.' };

/** The routes of one page: `(method, route, body)` returns a response. */
function sampleRoutes() {
  const account = sampleAccount();
  const program = sampleProgram();
  const { ledger, codes } = account;
  const redeem = ({ id, reward }) => {
    const known = codes.find((one) => one.id === id);
    const chosen = program.rewards.find((one) => one.id === reward);
    if (known) return json(known);
    if (!chosen) return json(PROBLEM, 422);
    const code = `NORD-${String(codes.length + 1).padStart(4, '0')}`;
    const issued = { id, reward, code, expires: dayFromNow(90), state: 'issued' };
    codes.push(issued);
    ledger.push({ id: `redeem:${id}`, at: dayFromNow(0), kind: 'redeem', points: chosen.points, code });
    return json({ ...issued, points: chosen.points }, 201);
  };
  const giveBack = (id) => {
    const held = codes.find((one) => one.id === id);
    if (!held) return json(PROBLEM, 404);
    held.state = 'released';
    ledger.push({ id: `release:${id}`, at: dayFromNow(0), kind: 'release', of: `redeem:${id}` });
    return json(held);
  };
  const act = ({ rule }) => {
    const entry = { id: rule, at: dayFromNow(0), kind: 'bonus', points: 50, rule };
    if (!ledger.some(({ id }) => id === entry.id)) ledger.push(entry);
    account.earned[rule] = entry.at;
    return json(entry, 201);
  };
  const referral = () =>
    json({
      code: 'NORD-ANNA',
      url: `${location.origin}${location.pathname}?lojal-referral=NORD-ANNA`,
      ...program.referral,
      invitations: [
        { state: 'rewarded', at: dayFromNow(-30), points: 500 },
        { state: 'waiting', at: dayFromNow(-5), until: dayFromNow(9) },
      ],
    });
  return (method, route, body) => {
    if (method === 'GET' && route === 'account') return json(account);
    if (method === 'GET' && route === 'program') return json(program);
    if (method === 'GET' && route === 'referral') return referral();
    if (method === 'POST' && route === 'redemptions') return redeem(body);
    if (method === 'DELETE' && route.startsWith('redemptions/')) return giveBack(decodeURIComponent(route.slice(12)));
    if (method === 'POST' && route === 'actions') return act(body);
    if (method === 'POST' && route === 'answers')
      return json({ stored: true, id: body.id, revision: body.data.revision }, 201);
    return json(PROBLEM, 404);
  };
}

/** The path of the sample server, below the folder of the site. */
export const SAMPLE_SERVER = 'sample-server';

let started = false;

/** @param {string} address of the sample server, with its origin */
export function startSampleServer(address) {
  if (started) return;
  started = true;
  const routes = sampleRoutes();
  const original = window.fetch;
  window.fetch = async (input, options = {}) => {
    const url = String(input instanceof Request ? input.url : input);
    if (!url.startsWith(`${address}/`)) return original(input, options);
    const body = typeof options.body === 'string' ? JSON.parse(options.body) : undefined;
    return routes(options.method ?? 'GET', url.slice(address.length + 1).split('?')[0], body);
  };
}
