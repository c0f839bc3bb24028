import * as base from './base.ts';
import './balance.ts';
import './nps.ts';
import './review.ts';
import { tag } from './tag.ts';
import * as talk from './talk.ts';

/** `lojal.all.js`: every part is in this file. */
tag(async () => ({ ...base, ...talk }));
