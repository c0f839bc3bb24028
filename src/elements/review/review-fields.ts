import { WRITTEN } from '../../config/answer-limits.ts';
import type { Fields } from '../question/answer-form.ts';
import { STARS } from './stars.ts';

/** The ways to show a customer's name. */
export const NAMINGS = ['full', 'initial', 'anonymous'] as const;
export type Naming = (typeof NAMINGS)[number];

const text = (value: unknown, most: number): string => (typeof value === 'string' ? value.slice(0, most) : '');

/** The fields of a review that are saved as a draft. Not the consent, which must be given to what is sent. */
export interface ReviewFields {
  readonly stars: number | undefined;
  readonly heading: string;
  readonly body: string;
  readonly author: string;
  readonly naming: Naming;
}

/** Reads a draft, in which any field may be missing or invalid. */
export const readReviewFields = ({ stars, heading, body, author, naming }: Fields): ReviewFields => ({
  stars: STARS.find((one) => one === stars),
  heading: text(heading, WRITTEN.title),
  body: text(body, WRITTEN.body),
  author: text(author, WRITTEN.name),
  naming: NAMINGS.find((one) => one === naming) ?? 'anonymous',
});
