/** The part for `lojal-survey`. */
import './base.ts';
import { register } from '../elements/register.ts';
import { LojalSurvey } from '../elements/survey.ts';

register('lojal', 'survey', LojalSurvey);
