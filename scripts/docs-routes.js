/**
 * The routes of the server, read from its code, with a sentence for each. `npm run generate` writes the table of docs/server.md.
 * A route without a sentence, or a sentence without a route, is an error.
 */
import { allRoutes } from '../src/server/routes/all-routes.ts';
import { healthRoutes } from '../src/server/routes/health.ts';

/** What each route does. The key is the method and the path below `/apps/lojal`, with parameters in angle brackets. */
export const ROUTE_DOCS = {
  'POST answers': 'stores an answer, see the status codes below',
  'GET account': 'returns the account of the token’s customer; 404 without an account',
  'GET program': 'returns the program that holds today, with an `ETag`',
  'POST actions':
    'gives points for joining and for a visit, and stores a birthday: [Earn points](ledger.md#earn-points)',
  'POST redemptions': 'exchanges points for a code: [Redeem points](ledger.md#redeem-points)',
  'DELETE redemptions/<id>': 'gives an unused code back',
  'GET referral': 'returns the link of an advocate and the invitations: [Refer friends](ledger.md#refer-friends)',
  'POST claims': 'a friend accepts an invitation',
  'GET rewards/<id>/total': 'returns the points given to a donation',
  'POST seen': 'counts how a question or message was received: [Counts](#counts-of-questions-and-messages)',
  'POST orders': 'books orders: [The ledger](ledger.md)',
  'GET codes/<code>': 'reads a code: [Use a code](ledger.md#use-a-code)',
  'POST codes/<code>/use': 'marks a code as used, once',
  'PUT members/<customer>': 'stores the membership and what else only the shop knows: [Members](ledger.md#members)',
  'POST tick': 'does what time brings: [Time](ledger.md#time)',
  'POST webhooks/shopify': 'books an order of Shopify: [Webhooks](ledger.md#webhooks-of-shopify-and-woocommerce)',
  'POST webhooks/woocommerce': 'books an order of WooCommerce',
  'GET shopify/token':
    'gives the customer’s token to a page behind the app proxy of Shopify: [Shopify](platforms/shopify.md)',
  'GET answers': 'exports answers to the owner: [Export](#export)',
  'PATCH answers/<id>':
    'moderates a review: `{ "state": "approved" }`, `rejected` or `pending`. `If-Match` names the revision that you have read',
  'DELETE answers': 'erases the customer of `?subject=<id>`',
  'GET quarantine': 'lists answers that are not valid: [Quarantine](#quarantine)',
  'POST quarantine/replay': 'stores the quarantined answers that are valid now',
  'GET audit':
    'lists who exported, moderated, erased, replayed, and changed the program or a receiver; `since=<id>` for what came later',
  'GET metrics': 'returns counters in the Prometheus text format',
  'GET health/live': '200 as long as the process responds',
  'GET health/ready': '200 if answers can be stored, else 503 with the `reason`: `database` or `disk`',
  'GET health': 'the same as `health/ready`',
  'GET owner/session': 'says whether the owner is signed in, and what the session may do',
  'POST owner/session': 'signs the owner in with a key: [The owner signs in](#the-owner-signs-in)',
  'DELETE owner/session': 'signs the owner out',
  'GET owner/keys': 'the names and scopes of the keys, without the keys',
  'GET owner/today': 'what waits for the owner: unhappy customers who may be contacted, and reviews to decide',
  'GET owner/answers': 'searches the answers, newest first: [The inbox](#the-inbox)',
  'GET owner/answers/<id>': 'one answer in the shape of the list, with its revision as `ETag`; 404 for an unknown id',
  'PATCH owner/answers/<id>': 'changes notes, tags, a reply, and whether an answer is handled',
  'GET owner/words':
    'the words by which unhappy and happy customers differ, with examples; `of` is `nps`, `csat` or `review`, `from`, `until` (default: 90 days), `segment` and the conditions of the inbox choose the answers',
  'GET owner/choices':
    'how often each option of a choice was chosen; `of=exit`, `from`, `until` (default: 90 days), `segment` and `verified`',
  'GET owner/wordings':
    'the wordings of a question with the day of their first answer; `of=nps`, and the parameters of `owner/choices`',
  'GET owner/customers':
    'the customers of a segment of the [metrics](metrics.md): `segment=rfm:at_risk`, `segment=lapsing`, or `segment=due` (the usual time has passed, and they are not lapsing); `q` is a part of the id, `tier` the tier of today, `format=csv` a list for a campaign, `format=klaviyo` and `format=hubspot` in the columns of [these tools](tasks/klaviyo-and-hubspot.md)',
  'GET owner/customers/<customer>': 'tier, points, orders, codes and answers of a customer',
  'DELETE owner/customers/<customer>': 'erases a customer',
  'GET owner/customers/<customer>/export': 'everything that is stored of one person, as JSON',
  'POST owner/customers/<customer>/adjust':
    'gives or takes points: `{ id, points, why }`. The same `id` again changes nothing',
  'PUT owner/customers/<customer>/ask':
    'the questions that the customer is asked on the next visit: `{ "questions": ["why"] }`',
  'GET owner/program': 'returns the program and its versions: [Change the rules](change-the-rules.md)',
  'PUT owner/program': 'saves a new version of the program',
  'GET owner/program/versions/<version>': 'returns one saved version of the program',
  'POST owner/program/preview': 'computes the effect of a changed program on the customers',
  'GET owner/metrics': 'the numbers of a period, with intervals: [The owner’s numbers](#the-owners-numbers)',
  'GET owner/cohorts': 'retention by the month of the first order',
  'GET owner/rfm': 'customers by recency, frequency and value',
  'GET owner/distribution': 'how the answers or the gaps between orders are distributed; `of` names which',
  'GET owner/series': 'a number by day, week or month',
  'GET owner/receptions': 'how often each question was shown, answered, closed and left, with its response rate',
  'GET owner/repurchase': 'how many customers had ordered again after how many days',
  'GET owner/lapsing': 'customers who are late, by their own rhythm',
  'GET owner/prediction': 'the orders and the value that are expected of the customers',
  'GET owner/effects': 'the effect of each campaign and message with a hold-out',
  'GET owner/liability': 'points outstanding and their worth, by the month in which they expire',
  'GET owner/notes': 'reads the [notes of the staff](#notes-of-the-staff)',
  'POST owner/notes': 'writes a note of the staff',
  'DELETE owner/notes/<id>': 'deletes a note of the staff',
  'GET owner/retention': 'how long data of customers is kept: [Retention](#retention)',
  'PUT owner/retention': 'sets how long data of customers is kept',
  'GET owner/retention/preview': 'how many rows a limit would delete; `months=24`',
  'GET owner/export': 'which data there is, and when all of it was last exported',
  'GET owner/export/<kind>':
    'all of one kind as NDJSON: `answers`, `orders`, `ledger`, `codes` or `members`, as [`npx lojal export`](move-data.md#export) writes it',
  'GET owner/health': 'what can be wrong with the server, with the figures: [Checks](#checks)',
  'GET owner/webhooks': 'lists the receivers of [webhooks and alerts](webhooks.md)',
  'POST owner/webhooks': 'adds a receiver',
  'PATCH owner/webhooks/<id>': 'changes a receiver',
  'DELETE owner/webhooks/<id>': 'deletes a receiver',
  'POST owner/webhooks/<id>/rotate': 'replaces the secret of a receiver',
  'POST owner/webhooks/<id>/test': 'sends a test event to a receiver',
  'GET owner/webhooks/<id>/deliveries': 'what became of the deliveries',
  'POST owner/webhooks/<id>/deliveries/<delivery>/resend': 'sends a delivery again',
};

/** Thrown by the stand-ins below: says what a route asks of its caller. */
class Asked extends Error {}

/** Stands for the store and everything else that a route only uses once it knows its caller. */
const anything = new Proxy(() => anything, {
  get: (_, key) => (key === 'then' ? undefined : key === Symbol.toPrimitive ? () => '' : anything),
});

/** Who may call a route that asks for no key, where it is not everybody. */
const OTHERS = {
  'POST answers': 'everybody; the token of the customer whom the answer names',
  'GET referral': 'the customer’s token',
  'GET shopify/token': 'the platform’s signature',
  'POST webhooks/shopify': 'the platform’s signature',
  'POST webhooks/woocommerce': 'the platform’s signature',
  'POST owner/session': 'everybody who has a key',
  'GET owner/session': 'the session’s cookie',
  'DELETE owner/session': 'the session’s cookie',
};

/** Who may call, in the words of the table. */
function callerOf(key, asked) {
  if (asked === 'customer') return 'the customer’s token';
  return asked ? `key: \`${asked}\`` : (OTHERS[key] ?? 'everybody');
}

/** The routes of the server: `[{ key: 'GET codes/<code>', who }]`, in the order of their registration. `who` is empty where a route asks nobody. */
export async function serverRoutes() {
  const keys = {
    has: () => false,
    require(_, scope) {
      throw new Asked(scope);
    },
  };
  const options = { store: anything, keys, path: '', metrics: anything, sender: anything, saved: anything };
  const identify = () => {
    throw new Asked('customer');
  };
  const app = allRoutes({ ...options, identify, program: anything, limiter: anything, webhooks: anything });
  app.route('/', healthRoutes(anything));
  const found = new Map();
  for (const { method, path } of app.routes) {
    if (method === 'ALL' || method === 'OPTIONS') continue;
    const key = `${method} ${path.slice(1).replace(/:(\w+)(\{.*?\}(?=\/|$))?/g, '<$1>')}`;
    if (found.has(key)) continue;
    let who = '';
    app.onError((error) => {
      if (error instanceof Asked) who = error.message;
      return new Response();
    });
    const address = `http://x/${key.split(' ')[1].replace(/<\w+>/g, 'aaaaaaaaaaaaaaaaaaaaaa')}`;
    const request = new Request(address, { method, headers: { authorization: 'Bearer a.b.c' } });
    await Promise.resolve(app.fetch(request)).catch(() => {});
    found.set(key, who);
  }
  return [...found].map(([key, who]) => ({ key, who }));
}

/**
 * The table of docs/server.md.
 *
 * @throws {Error} that names each route without a sentence, and each sentence without a route
 */
export async function routesReference(docs = ROUTE_DOCS) {
  const routes = await serverRoutes();
  const keys = routes.map(({ key }) => key);
  const faults = [
    ...keys.filter((key) => !docs[key]).map((key) => `${key} has no sentence in scripts/docs-routes.js`),
    ...Object.keys(docs)
      .filter((key) => !keys.includes(key))
      .map((key) => `${key} in scripts/docs-routes.js is not a route`),
  ];
  if (faults.length) throw new Error(faults.join('; '));
  const who = Object.fromEntries(routes.map(({ key, who: asked }) => [key, asked]));
  const rows = Object.entries(docs).map(([key, text]) => `| \`${key}\` | ${callerOf(key, who[key])} | ${text} |`);
  return ['| route | who | does |', '|---|---|---|', ...rows].join('\n');
}
