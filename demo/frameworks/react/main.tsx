import { StrictMode } from 'react';
import { createRoot, hydrateRoot } from 'react-dom/client';
import { App } from './App.tsx';

const root = document.querySelector('#app');
const app = (
  <StrictMode>
    <App />
  </StrictMode>
);
// Hydrate a server-rendered page.
if (root?.firstElementChild) hydrateRoot(root, app);
else if (root) createRoot(root).render(app);

import('lojal/define');
