/** The part for `lojal-review`. */
import './base.ts';
import { register } from '../elements/register.ts';
import { LojalReview } from '../elements/review.ts';

register('lojal', 'review', LojalReview);
