/** The part for `lojal-nps`. */

import { LojalNps } from '../elements/nps.ts';
import { later } from './base.ts';

later('nps', LojalNps);
