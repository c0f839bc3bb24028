import type {} from 'lojal';
import { account, endpoint, program } from '../shop.ts';

// The element reads these properties when it is defined.
const holder = document.querySelector('lojal-program');
if (holder) Object.assign(holder, { rules: program, account, endpoint });

document.querySelector('lojal-nps')?.addEventListener('lojal-answer', ({ answer: { kind, data } }) => {
  const said = document.querySelector('#said');
  if (said) said.textContent = `${kind}: ${data.score}`;
});

import('lojal/define');
