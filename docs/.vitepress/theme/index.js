import theme from 'vitepress/theme-without-fonts';
import { h } from 'vue';
import HeroSnippet from './HeroSnippet.vue';
import HomeDemo from './HomeDemo.vue';
import LiveExample from './LiveExample.vue';
import { useMainLandmark } from './main-landmark.js';
import './style.css';

export default {
  extends: theme,
  setup: useMainLandmark,
  Layout: () => h(theme.Layout, null, { 'home-hero-image': () => h(HeroSnippet) }),
  enhanceApp({ app }) {
    app.component('HomeDemo', HomeDemo);
    app.component('LiveExample', LiveExample);
  },
};
