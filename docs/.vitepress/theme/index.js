import theme from 'vitepress/theme-without-fonts';
import HomeDemo from './HomeDemo.vue';
import LiveExample from './LiveExample.vue';
import './style.css';

export default {
  extends: theme,
  enhanceApp({ app }) {
    app.component('HomeDemo', HomeDemo);
    app.component('LiveExample', LiveExample);
  },
};
