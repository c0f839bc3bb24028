/** `POST /lojal-token`: the token of whoever is signed in. Needs an adapter, because a static build has no endpoints. */
import { SignJWT } from 'jose';

export const prerender = false;

/** `locals.customer` is your id of the customer, which your middleware sets from the session. */
export async function POST({ locals }) {
  const headers = { 'Content-Type': 'text/plain', 'Cache-Control': 'no-store' };
  if (!locals.customer) return new Response('', { headers });
  const key = new TextEncoder().encode(process.env.LOJAL_IDENTITY_KEY);
  const token = await new SignJWT({})
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject(String(locals.customer))
    .setAudience('lojal')
    .setIssuedAt()
    .setExpirationTime('10m')
    .sign(key);
  return new Response(token, { headers });
}
