import { hydrate, mount } from 'svelte';
import App from './App.svelte';

const target = document.querySelector('#app');
// With a page of the server, Svelte takes over what is there.
if (target) (target.firstElementChild ? hydrate : mount)(App, { target });

import('lojal/define');
