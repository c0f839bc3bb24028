import theme from 'vitepress/theme-without-fonts';
import HomeDemo from './HomeDemo.vue';
import LiveExample from './LiveExample.vue';
import { useMainLandmark } from './main-landmark.js';
import './style.css';

export default {
  extends: theme,
  setup: useMainLandmark,
  enhanceApp({ app }) {
    app.component('HomeDemo', HomeDemo);
    app.component('LiveExample', LiveExample);
  },
};
