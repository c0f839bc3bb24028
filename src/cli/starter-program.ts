/** The program that `lojal init` writes. */
export const starterProgram = {
  name: 'My Club',
  currency: 'EUR',
  timeZone: 'Europe/Stockholm',
  points: { perUnit: 1, value: 0.01, expire: { after: 'P12M' } },
  tiers: {
    metric: 'spend',
    period: 'rolling',
    months: 12,
    levels: [
      { id: 'bronze', name: 'Bronze', from: 0 },
      { id: 'silver', name: 'Silver', from: 200, perks: ['Free shipping'] },
      { id: 'gold', name: 'Gold', from: 600, times: 1.5, perks: ['Free returns'] },
    ],
  },
  ask: { nps: { after: { event: 'purchase', days: 7 }, sample: 0.25 } },
};
