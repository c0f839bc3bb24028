import { nps } from './vanilla-parts.js';

nps(document.querySelector('#nps'));
