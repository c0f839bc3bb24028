// Proves to Lojal who the customer is. Lojal asks again before the proof expires.
import { shop } from './shop-api.js';

window.lojal ??= [];
window.lojal.push((lojal) =>
  lojal.configure({ identity: async () => (await shop('{ lojalIdentity }')).lojalIdentity ?? undefined }),
);
