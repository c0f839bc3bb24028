/** The program and the account that all example shops share. */

export const program = {
  name: 'Nord Records Club',
  currency: 'EUR',
  points: { perUnit: 1, label: { one: 'point', other: 'points' } },
  tiers: {
    metric: 'spend',
    levels: [
      { id: 'bronze', name: 'Bronze', from: 0 },
      { id: 'silver', name: 'Silver', from: 200, perks: ['Free shipping'] },
      { id: 'gold', name: 'Gold', from: 600 },
    ],
  },
};

export const account = { id: 'c_1042', points: 1280, spend: 412.5 };
export const endpoint = '/gallery/sent';
