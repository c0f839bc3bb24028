/** The program and the customer of the live examples. Dates are relative to today, so that the examples never grow old. */
const DAY = 86_400_000;

/** A date `YYYY-MM-DD` some days from now; negative: ago. */
export const dayFromNow = (days) => new Date(Date.now() + days * DAY).toISOString().slice(0, 10);

/** A program with a bit of everything. Texts by language are those that the language switch of the first page shows. */
export const sampleProgram = () => ({
  name: 'Nord Records Club',
  shop: 'Nord Records',
  currency: 'EUR',
  points: { perUnit: 1, value: 0.01, expire: { after: 'P12M' } },
  tiers: {
    metric: 'spend',
    period: 'rolling',
    months: 12,
    levels: [
      { id: 'bronze', name: { en: 'Bronze', de: 'Bronze', sv: 'Brons', ar: 'برونزي' }, from: 0 },
      {
        id: 'silver',
        name: { en: 'Silver', de: 'Silber', sv: 'Silver', ar: 'فضي' },
        from: 200,
        perks: [{ en: 'Free shipping', de: 'Kostenloser Versand', sv: 'Fri frakt', ar: 'شحن مجاني' }],
      },
      {
        id: 'gold',
        name: { en: 'Gold', de: 'Gold', sv: 'Guld', ar: 'ذهبي' },
        from: 600,
        times: 1.5,
        perks: [{ en: 'First pressings', de: 'Erstpressungen', sv: 'Första pressningar', ar: 'الطبعات الأولى' }],
      },
    ],
  },
  earn: [
    { id: 'welcome', when: 'join', points: 50 },
    { id: 'review', when: 'review', points: 20 },
    { id: 'birthday', when: 'birthday', points: 100 },
  ],
  campaigns: [
    {
      id: 'double',
      name: 'Double points',
      from: dayFromNow(-1),
      until: dayFromNow(6),
      times: 2,
      products: ['fjord-lp'],
    },
  ],
  rewards: [
    {
      id: 'shipping',
      name: {
        en: 'Free express delivery',
        de: 'Gratis Expressversand',
        sv: 'Fri expressleverans',
        ar: 'توصيل سريع مجاني',
      },
      points: 250,
      kind: 'shipping',
      expire: { after: 'P3M' },
    },
    {
      id: 'vinyl10',
      name: {
        en: '€10 off vinyl',
        de: '10 € Rabatt auf Vinyl',
        sv: '10 € rabatt på vinyl',
        ar: 'خصم 10 يورو على الأسطوانات',
      },
      points: 1000,
      kind: 'discount',
      value: 10,
      minimum: 50,
      expire: { after: 'P3M' },
    },
  ],
  referral: {
    friend: { kind: 'discount', value: 10, minimum: 50 },
    advocate: { points: 500 },
    qualifies: { minimum: 50, after: 'P14D' },
  },
});

/** A customer with some orders. */
export const sampleAccount = () => ({
  id: 'c_1042',
  ledger: [
    { id: 'order:1', at: dayFromNow(-200), kind: 'order', spend: 214.5, points: 214 },
    { id: 'order:2', at: dayFromNow(-90), kind: 'order', spend: 149, points: 298, times: 2 },
    { id: 'birthday:1', at: dayFromNow(-40), kind: 'bonus', points: 100, rule: 'birthday', why: 'birthday' },
    { id: 'order:3', at: dayFromNow(-12), kind: 'order', spend: 129.9, points: 129 },
    { id: 'order:4', at: dayFromNow(-2), kind: 'order', spend: 49.9, points: 49, available: dayFromNow(12) },
  ],
  codes: [],
  earned: { birthday: dayFromNow(-40) },
});
