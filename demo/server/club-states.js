// @ts-check
/** A Lojal server for the gallery that always gives the same answers. It stores nothing. */

/** @param {number} n */
const day = (n) => new Date(Date.now() + n * 86_400_000).toISOString().slice(0, 10);

/** @param {unknown} body @param {number} [status] */
const json = (body, status = 200) => Response.json(body, { status, headers: { 'Cache-Control': 'no-store' } });

const invitations = () => [
  { state: 'claimed', at: day(-1) },
  { state: 'waiting', at: day(-6), until: day(8) },
  { state: 'rewarded', at: day(-40), points: 500 },
  { state: 'declined', at: day(-50), reason: 'below-minimum' },
];

/**
 * @param {Request} request
 * @returns {Promise<Response | undefined>} undefined for any other path
 */
export async function clubStates(request) {
  const { pathname } = new URL(request.url);
  const [, route] = /^\/gallery\/club\/(.+)$/.exec(pathname) ?? [];
  if (!route) return undefined;
  if (route === 'referral')
    return json({ code: 'q7wm3hxr9pdk', url: '/?lojal-referral=q7wm3hxr9pdk', invitations: invitations() });
  if (route.endsWith('/total')) return json({ points: 12_400, redemptions: 124 });
  if (request.method !== 'POST') return json({ title: 'Not found' }, 404);
  const { id, rule } = await request.json();
  if (route === 'redemptions') return json({ id, code: 'K7WQ-3HXR-M9PD-6TVA', state: 'issued' }, 201);
  if (route === 'actions') return json({ id: rule, at: day(0), kind: 'bonus', points: 50 }, 201);
  return json({ title: 'Not found' }, 404);
}
