/** An app without a framework: two routes, and a session at the backend. */
import { createClub } from './club.js';

const ROUTES = {
  '/': '<h1>Fjord</h1><p>49.90 €</p><lojal-product-points price="49.90" product="fjord"></lojal-product-points>',
  '/points': '<h1>Points</h1><lojal-points>Sign in to collect points.</lojal-points><lojal-tier></lojal-tier>',
};

const club = createClub('/apps/lojal', async (signal) => {
  const response = await fetch('/session/token', { method: 'POST', signal });
  return response.ok ? response.text() : undefined;
});

const button = document.querySelector('#session');

function show() {
  document.querySelector('main').innerHTML = ROUTES[location.pathname] ?? ROUTES['/'];
}

/** @param {string} customer empty for a guest */
function enter(customer) {
  button.textContent = customer ? 'Sign out' : 'Sign in';
  if (customer) club.signIn(customer);
  else club.signOut();
}

document.addEventListener('click', async (event) => {
  const link = event.target.closest('a');
  if (link?.origin === location.origin) {
    event.preventDefault();
    history.pushState({}, '', link.href);
    show();
  } else if (event.target === button) {
    const isLeaving = button.textContent === 'Sign out';
    const response = await fetch('/session', { method: isLeaving ? 'DELETE' : 'POST' });
    enter(isLeaving ? '' : await response.text());
  }
});
addEventListener('popstate', show);

show();
const session = await fetch('/session');
if (session.ok) enter(await session.text());
