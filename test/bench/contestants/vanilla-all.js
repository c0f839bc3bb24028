import './vanilla-points.js';
import './vanilla-nps.js';
import { review } from './vanilla-parts.js';

review(document.querySelector('#review'));
