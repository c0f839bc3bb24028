/** The part for `lojal-points` and `lojal-tier`. */
import './base.ts';
import { LojalPoints } from '../elements/points.ts';
import { register } from '../elements/register.ts';
import { LojalTier } from '../elements/tier.ts';

register('lojal', 'points', LojalPoints);
register('lojal', 'tier', LojalTier);
