/** The part for `lojal-review`. */

import { LojalReview } from '../elements/review.ts';
import { later } from './base.ts';

later('review', LojalReview);
