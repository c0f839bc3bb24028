/** The part for `lojal-points` and `lojal-tier`. */

import { LojalPoints } from '../elements/points.ts';
import { LojalTier } from '../elements/tier.ts';
import { later } from './base.ts';

later('points', LojalPoints);
later('tier', LojalTier);
