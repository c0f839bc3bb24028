import type { Fields } from './draft.ts';
import { STARS } from './stars.ts';

/** Characters of a headline, of a review, of a name. */
export const [TITLE, BODY, NAME] = [120, 5000, 100];

/** How a customer wants to be named. */
export const NAMINGS = ['full', 'initial', 'anonymous'] as const;
export type Naming = (typeof NAMINGS)[number];

const text = (value: unknown, most: number): string => (typeof value === 'string' ? value.slice(0, most) : '');

/** What a person writes of a review; not the consent, which is given to what is shown when it is sent. */
export interface Written {
  readonly stars: number | undefined;
  readonly heading: string;
  readonly body: string;
  readonly author: string;
  readonly naming: Naming;
}

/** The same from a draft, of which anything may be missing or have been changed by somebody else. */
export const written = ({ stars, heading, body, author, naming }: Fields): Written => ({
  stars: STARS.find((one) => one === stars),
  heading: text(heading, TITLE),
  body: text(body, BODY),
  author: text(author, NAME),
  naming: NAMINGS.find((one) => one === naming) ?? 'anonymous',
});
