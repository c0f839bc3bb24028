import type { MetricChange } from '../api/owner-data.ts';
import type { Translator } from '../shared/translator.ts';

/** `percent`: 0 to 100; `share`: 0 to 1; `money` in minor units. */
type Form = 'score' | 'mean' | 'share' | 'percent' | 'count' | 'ratio' | 'money' | 'days';

/** How each metric is written. A metric of a later version is not shown, because its unit is unknown. */
const FORMS: Readonly<Record<string, Form>> = {
  nps: 'score',
  csat: 'percent',
  ces: 'mean',
  responseRate: 'share',
  retention: 'share',
  churn: 'share',
  reactivated: 'count',
  repurchase90: 'share',
  repurchase180: 'share',
  repurchase365: 'share',
  upsellRatio: 'ratio',
  upsellShare: 'share',
  loyaltyIndex: 'score',
  orders: 'count',
  customers: 'count',
  revenue: 'money',
  valueMean: 'money',
  valueMedian: 'money',
  valueSimple: 'money',
  valuePredicted: 'money',
  dau: 'mean',
  mau: 'count',
  stickiness: 'share',
  l28: 'mean',
  gapMedian: 'days',
  gapMean: 'days',
  lapsing: 'count',
  engagement: 'score',
};

/** Where more is worse. */
const BETTER_LOW: readonly string[] = ['churn', 'gapMedian', 'gapMean', 'lapsing'];

/** The look of a change: a real one is for the better or for the worse, another one is neither. */
export const changeTone = (key: string, { real, value }: MetricChange): 'good' | 'warn' | '' =>
  !real ? '' : value > 0 === BETTER_LOW.includes(key) ? 'warn' : 'good';

export const hasForm = (key: string): boolean => Object.hasOwn(FORMS, key);

/** A value of a metric in words; `signed` for a change, in percentage points for a share. */
export function metricText(words: Translator, key: string, value: number, currency: string, signed = false): string {
  const sign = signed && value > 0 ? '+' : '';
  switch (FORMS[key]) {
    case 'share':
    case 'percent': {
      const share = FORMS[key] === 'share' ? value : value / 100;
      return signed
        ? words.t('today.percentPoints', { value: words.signed(share * 100, 1) })
        : words.percent(share, Math.abs(share) < 0.1 ? 1 : 0);
    }
    case 'money':
      return sign + words.money(value, currency);
    case 'days':
      return sign + words.t('today.days', { n: Math.round(value) });
    case 'ratio':
      return sign + words.number(value, 2);
    case 'mean':
      return sign + words.number(value, 1);
    case 'score':
      return sign + words.number(value, Number.isInteger(value) ? 0 : 1);
    default:
      return sign + words.number(value);
  }
}
