/** The part for `lojal-nps`. */
import './base.ts';
import { LojalNps } from '../elements/nps.ts';
import { register } from '../elements/register.ts';

register('lojal', 'nps', LojalNps);
