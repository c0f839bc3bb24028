import { SurveysExtensions } from 'posthog-js/dist/extension-bundles';
// The slim build does not load the survey renderer, so the bundle includes it.
import 'posthog-js/dist/surveys';
import posthog from 'posthog-js/dist/module.slim.no-external';

posthog.init('phc_bench', {
  api_host: location.origin,
  __extensionClasses: { ...SurveysExtensions },
  persistence: 'memory',
});
