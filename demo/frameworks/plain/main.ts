import type {} from 'lojal';
import { account, endpoint, program } from '../shop.ts';

// Set before the elements are there: they take it up when they come.
const holder = document.querySelector('lojal-program');
if (holder) Object.assign(holder, { rules: program, account, endpoint });

document.querySelector('lojal-nps')?.addEventListener('lojal-answer', ({ answer: { kind, data } }) => {
  const said = document.querySelector('#said');
  if (said) said.textContent = `${kind}: ${data.score}`;
});

import('lojal/define');
