/** The program that `lojal init` writes, with the time zone of the machine. */
export const starterProgram = {
  name: 'My Club',
  currency: 'EUR',
  points: { perUnit: 1, value: 0.05, expire: { after: 'P12M' } },
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
  earn: [
    { id: 'welcome', when: 'join', points: 50 },
    { id: 'birthday', when: 'birthday', points: 100 },
  ],
  rewards: [
    { id: 'off5', name: '5 € off', points: 100, kind: 'discount', value: 5, minimum: 25, expire: { after: 'P3M' } },
    { id: 'shipping', name: 'Free shipping', points: 150, kind: 'shipping', expire: { after: 'P3M' } },
  ],
  referral: {
    friend: { kind: 'discount', value: 5, minimum: 25, expire: { after: 'P1M' } },
    advocate: { points: 100 },
    qualifies: { minimum: 25, after: 'P14D' },
  },
  ask: { nps: { after: { event: 'purchase', days: 7 }, sample: 0.25 } },
};
