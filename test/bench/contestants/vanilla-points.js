import { points, tier } from './vanilla-parts.js';

points(document.querySelector('#points'), 1280, { points: 1500, name: '10 € off vinyl' });
tier(document.querySelector('#tier'), 412, { name: 'Silver', from: 200 }, { name: 'Gold', from: 600 });
