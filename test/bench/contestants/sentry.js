import { feedbackIntegration, init } from '@sentry/browser';

init({
  dsn: `http://key@${location.host}/1`,
  integrations: [feedbackIntegration({ autoInject: true, colorScheme: 'light' })],
});
