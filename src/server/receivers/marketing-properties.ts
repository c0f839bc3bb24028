/** What marketers see of an event: names and values without the form of a service. */
import { isObject } from '../../config/reader.ts';
import type { FullProgram, Text } from '../../loyalty/types.ts';
import { oneLine } from './one-line.ts';

export type EventProperties = Readonly<Record<string, unknown>>;

/** Letters of a comment, and of a name. */
const COMMENT_LETTERS = 5_000;
const NAME_LETTERS = 300;

/** A text of the program in English, else in the first of its languages. */
const plainText = (text: Text | undefined): string | undefined =>
  isObject(text) ? String(text.en ?? Object.values(text)[0] ?? '') : text;

const line = (value: unknown, letters = NAME_LETTERS): string | undefined =>
  typeof value === 'string' && value !== '' ? oneLine(value, letters) : undefined;

/** What NPS calls the customers of a score from 0 to 10. */
const npsGroup = (score: number): string => (score >= 9 ? 'promoter' : score >= 7 ? 'passive' : 'detractor');

/** @param data of `lojal.answer.received.v1` */
export function answerProperties({ answer, verified }: EventProperties): EventProperties {
  const { type, data } = answer as { readonly type: string; readonly data: EventProperties };
  const { score, rating, texts, title, comment, body, other, contact, product, order, lang, revision } = data;
  const question = type.replace(/^lojal\.|\.answered\.v1$/g, '');
  const about: EventProperties = isObject(product) ? product : { name: product };
  return {
    question,
    score: score ?? rating,
    ...(question === 'nps' && { group: npsGroup(Number(score)) }),
    choices: Array.isArray(texts) ? texts.map((text) => line(text)) : undefined,
    title: line(title),
    comment: line(comment ?? body ?? other, COMMENT_LETTERS),
    may_contact: contact,
    product_id: line(about.id),
    product_name: line(about.name),
    order_id: line(order),
    language: lang,
    edited: Number(revision) > 1,
    verified,
  };
}

/** @param data of `lojal.tier.changed.v1` */
export function tierProperties({ from, to }: EventProperties, program: FullProgram | undefined): EventProperties {
  const levels = program?.tiers?.levels ?? [];
  const placeOf = (tier: unknown) => levels.findIndex(({ id }) => id === tier);
  const nameOf = (tier: unknown) => plainText(levels[placeOf(tier)]?.name);
  return {
    tier: to,
    tier_name: nameOf(to),
    former_tier: from,
    former_tier_name: nameOf(from),
    // A level that the program no longer has is below all others.
    direction: placeOf(to) > placeOf(from) ? 'up' : 'down',
  };
}

/** @param data of a reward that was issued, of a code that was used, of a referral that was rewarded, or of points that expire */
export function rewardProperties(data: EventProperties, program: FullProgram | undefined): EventProperties {
  const { redemption, reward, points, code, expires, order, invitation } = data;
  return {
    redemption_id: redemption,
    reward_id: reward,
    reward_name: plainText(program?.rewards.find(({ id }) => id === reward)?.name),
    points,
    code,
    expires_on: expires,
    order_id: order,
    invitation_id: invitation,
  };
}
