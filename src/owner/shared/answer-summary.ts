import { html, type TemplateResult } from 'lit';
import { type Answer, kindOf } from '../api/answer-types.ts';
import type { Translator } from './translator.ts';

/** The highest low score and the lowest high score of each kind with a scale. */
const BOUNDS: Readonly<Record<string, readonly [number, number]>> = {
  nps: [6, 9],
  csat: [2, 4],
  ces: [3, 5],
  review: [2, 4],
};
const SCALES: Readonly<Record<string, number>> = { nps: 10, csat: 5, ces: 7, review: 5 };

/** The number of an answer with its scale, as a coloured mark. A choice has none. */
export function scoreMark(words: Translator, answer: Answer): TemplateResult {
  const kind = kindOf(answer);
  const { score = answer.event.data.rating } = answer.event.data;
  const most = SCALES[kind];
  if (score === undefined || most === undefined)
    return html`<span class="score" aria-hidden="true">${kind === 'exit' ? '↗' : '✓'}</span>`;
  const [low, high] = BOUNDS[kind] ?? [0, most];
  const level = score <= low ? 'low' : score >= high ? 'high' : '';
  const says = words.t('answers.scoreOf', { score, most });
  return html`<span class="score ${level}" role="img" aria-label=${says}>${kind === 'review' ? `${score}★` : score}</span>`;
}

/** What the customer wrote or chose, in one piece; empty without any words. */
export function excerptOf({ event: { data } }: Answer): string {
  const { title, body, comment, texts = [], other } = data;
  return [title, body ?? comment, ...texts, other].filter((part) => part).join(' · ');
}

/** Who answered, for a list. */
export function whoOf(words: Translator, { event: { subject } }: Answer): string {
  return subject ?? words.t('answers.guest');
}

/** The product that an answer is about. */
export function productOf({ event: { data } }: Answer): string | undefined {
  const { product } = data;
  return typeof product === 'string' ? product : (product?.name ?? product?.id);
}
