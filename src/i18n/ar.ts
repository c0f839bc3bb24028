import type { Balances } from './languages.ts';

/** Arabic: points and tiers. */
const ar: Balances = {
  tags: '',
  marks: ',.',
  plural: 'intl',
  dir: 'rtl',
  test: 'اختبار: لا يُرسل شيء',

  money: '#\u00a0¤',
  symbols: '',
  points: { zero: 'نقطة', one: 'نقطة', two: 'نقطتان', few: 'نقاط', many: 'نقطة', other: 'نقطة' },
  orders: { zero: 'طلب', one: 'طلب', two: 'طلبان', few: 'طلبات', many: 'طلبًا', other: 'طلب' },

  balance: 'نقاطك',
  worth: 'القيمة: \u2068{money}\u2069',
  pending: '\u2068{amount}\u2069 في الطريق',
  expiring: {
    zero: '\u2068{amount}\u2069 تنتهي في {date}',
    one: '\u2068{amount}\u2069 تنتهي في {date}',
    two: '\u2068{amount}\u2069 تنتهيان في {date}',
    few: '\u2068{amount}\u2069 تنتهي في {date}',
    many: '\u2068{amount}\u2069 تنتهي في {date}',
    other: '\u2068{amount}\u2069 تنتهي في {date}',
  },
  toReward: 'المتبقي حتى \u2068{reward}\u2069: \u2068{amount}\u2069',
  reached: 'يمكنك الحصول على: \u2068{reward}\u2069',
  changed: 'رصيدك الآن \u2068{amount}\u2069.',

  tier: 'مستواك',
  toLevel: 'المتبقي حتى \u2068{level}\u2069: \u2068{amount}\u2069',
  top: 'وصلت إلى أعلى مستوى.',
  perks: 'مع \u2068{level}\u2069:',
  keep: 'يبقى لك \u2068{level}\u2069 حتى {date}.',
  cartShort: 'مع هذه السلة، المتبقي حتى \u2068{level}\u2069: \u2068{amount}\u2069',
  cartReached: 'هذه السلة ترفعك إلى \u2068{level}\u2069.',
  noLevel: 'لا مستوى بعد',
  up: 'مرحبًا بك في \u2068{level}\u2069!',
};

export default ar;
