/** The routes behind the settings. */

const RECEIVERS = [
  {
    id: 'r1',
    kind: 'standard',
    url: 'https://crm.example/hooks/lojal',
    types: ['lojal.answer.received.v1', 'lojal.points.earned.v1'],
    enabled: true,
    created: '2026-10-01T08:00:00Z',
  },
  {
    id: 'r2',
    kind: 'slack',
    url: 'https://hooks.slack.com/…',
    types: ['lojal.answer.received.v1'],
    enabled: true,
    failingSince: '2026-11-26T08:00:00Z',
    created: '2026-10-01T08:00:00Z',
  },
];

const delivery = (id: string, state: string, more: object) => ({
  id,
  event: `evt_${id}`,
  type: 'lojal.answer.received.v1',
  state,
  attempts: 1,
  created: '2026-11-26T08:00:00Z',
  changed: '2026-11-26T08:00:00Z',
  ...more,
});

const DELIVERIES = [
  delivery('3', 'failed', { attempts: 9, error: 'timeout' }),
  delivery('2', 'failed', { attempts: 9, status: 503 }),
  delivery('1', 'delivered', { status: 204 }),
];

const LOG = ['sign-in', 'moderate', 'handle', 'erase', 'action-of-tomorrow'].map((action, i) => ({
  id: String(i + 1),
  at: `2026-11-2${i}T08:00:00Z`,
  actor: 'owner',
  action,
  ...(i > 0 && { target: 'a9f3c1d2e4b5a6f7a9f3c1d2e4b5a6f7' }),
}));

const NOTES = [
  {
    id: 'n2',
    author: 'Bo',
    key: 'owner',
    text: `<img src=x onerror="alert(1)">\u202E${'x'.repeat(300)}`,
    at: '2026-11-26T08:00:00Z',
  },
  { id: 'n1', author: 'Ada', key: 'owner', text: 'The parcel office is closed on Monday.', at: '2026-11-25T08:00:00Z' },
];

const check = (name: string, state: string, facts: object) => ({ name, state, facts });

const HEALTH = {
  checked: '2026-11-26T08:00:00Z',
  started: '2026-11-20T08:00:00Z',
  checks: [
    check('database', 'ok', { reason: null }),
    check('migrations', 'ok', { done: 10, known: 10 }),
    check('deliveries', 'bad', { waiting: 12, failed: 3, turnedOff: 1 }),
    check('overdue', 'warn', { seconds: 1_200 }),
    check('tick', 'none', { at: null, failed: [] }),
    check('of-tomorrow', 'ok', { anything: [1] }),
    check('memory', 'ok', { bytes: 123_456_789 }),
  ],
};

const KEYS = [
  { name: 'owner', scopes: ['read', 'moderate', 'erase', 'program', 'webhooks'] },
  { name: 'helpdesk', scopes: ['read', 'scope-of-tomorrow'] },
];

const EXPORTS = {
  database: 'embedded',
  kinds: [
    { kind: 'answers', last: '2026-11-26T08:00:00Z' },
    { kind: 'orders', last: null },
  ],
};

export function settingRoutes(request: Request, path: string): Response | undefined {
  const is = (method: string, pattern: RegExp) => request.method === method && pattern.test(path);
  if (is('GET', /^owner\/webhooks$/)) return Response.json({ receivers: RECEIVERS });
  if (is('POST', /^owner\/webhooks$/)) return Response.json({ ...RECEIVERS[0], secret: 'whsec_new' }, { status: 201 });
  if (is('GET', /^owner\/webhooks\/\w+\/deliveries$/)) return Response.json({ deliveries: DELIVERIES });
  if (is('POST', /^owner\/webhooks\/\w+\/rotate$/)) return Response.json({ ...RECEIVERS[0], secret: 'whsec_rotated' });
  if (is('POST', /^owner\/webhooks\/.+\/(test|resend)$/)) return Response.json({ id: '4' }, { status: 202 });
  if (is('PATCH', /^owner\/webhooks\/\w+$/)) return Response.json(RECEIVERS[0]);
  if (is('DELETE', /^owner\/webhooks\/\w+$/)) return Response.json({ id: 'r1', deleted: true });
  if (is('GET', /^owner\/notes$/)) return Response.json({ most: 200, notes: NOTES });
  if (is('POST', /^owner\/notes$/)) return Response.json(NOTES[0], { status: 201 });
  if (is('DELETE', /^owner\/notes\/\w+$/)) return Response.json({ id: 'n1', deleted: true });
  if (is('GET', /^owner\/retention$/)) return Response.json({ months: 30, server: { answers: 'P2Y' } });
  if (is('PUT', /^owner\/retention$/)) return Response.json({ months: 12, server: {} });
  if (is('GET', /^owner\/retention\/preview$/))
    return Response.json({ months: 12, deletes: { answers: 1_234, quarantine: 0, wishes: 1 } });
  if (is('GET', /^owner\/keys$/)) return Response.json({ keys: KEYS });
  if (is('GET', /^owner\/export$/)) return Response.json(EXPORTS);
  if (is('GET', /^owner\/health$/)) return Response.json(HEALTH);
  if (is('GET', /^audit$/)) return new Response(LOG.map((entry) => `${JSON.stringify(entry)}\n`).join(''));
  if (is('DELETE', /^owner\/customers\/\w+$/)) return Response.json({ erased: 3 });
  if (is('GET', /^owner\/customers\/c_1042\/export$/)) return Response.json({ customer: 'c_1042', answers: [] });
  return undefined;
}
