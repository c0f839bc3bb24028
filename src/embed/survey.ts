/** The part for `lojal-survey`. */

import { LojalSurvey } from '../elements/survey.ts';
import { later } from './base.ts';

later('survey', LojalSurvey);
