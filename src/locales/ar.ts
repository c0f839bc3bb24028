import type { Balances } from './words.ts';

/** Arabic: points and tiers. */
const ar: Balances = {
  tags: '',
  marks: ',.',
  plural: 'intl',
  dir: 'rtl',
  comma: '، ',
  test: 'اختبار: لا يُرسل شيء',

  money: '#\u00a0¤',
  symbols: '',
  points: {
    zero: '{n}\u00a0نقطة',
    one: 'نقطة واحدة',
    two: 'نقطتان',
    few: '{n}\u00a0نقاط',
    many: '{n}\u00a0نقطة',
    other: '{n}\u00a0نقطة',
  },
  orders: {
    zero: '{n}\u00a0طلب',
    one: 'طلب واحد',
    two: 'طلبان',
    few: '{n}\u00a0طلبات',
    many: '{n}\u00a0طلبًا',
    other: '{n}\u00a0طلب',
  },
  balance: 'رصيدك',
  worth: 'القيمة: \u2068{money}\u2069',
  pending: '\u2068{amount}\u2069 قيد الإضافة',
  expiring: '\u2068{amount}\u2069 للاستخدام قبل {date}',
  toReward: 'المتبقي للحصول على \u2068{reward}\u2069: \u2068{amount}\u2069',
  reached: 'متاح لك الآن: \u2068{reward}\u2069',
  changed: 'رصيدك الآن \u2068{amount}\u2069.',

  tier: 'مستواك',
  colon: ': ',
  toLevel: 'المتبقي للوصول إلى \u2068{level}\u2069: \u2068{amount}\u2069',
  top: 'وصلت إلى أعلى مستوى.',
  perks: 'مزايا \u2068{level}\u2069:',
  keep: 'يستمر مستواك \u2068{level}\u2069 حتى {date}.',
  cartShort: 'مع هذه السلة، المتبقي للوصول إلى \u2068{level}\u2069: \u2068{amount}\u2069',
  cartReached: 'هذه السلة ترفعك إلى \u2068{level}\u2069.',
  noLevel: 'لا يوجد مستوى بعد',
  up: 'مرحبًا بك في مستوى \u2068{level}\u2069!',
};

export default ar;
