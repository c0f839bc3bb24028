import { createApp, createSSRApp } from 'vue';
import App from './App.vue';

// With a page of the server, Vue takes over what is there.
const rendered = document.querySelector('#app')?.firstElementChild;
(rendered ? createSSRApp(App) : createApp(App)).mount('#app');

import('lojal/define');
