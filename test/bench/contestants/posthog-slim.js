import { SurveysExtensions } from 'posthog-js/dist/extension-bundles';
// The slim build fetches nothing: the renderer is bundled.
import 'posthog-js/dist/surveys';
import posthog from 'posthog-js/dist/module.slim.no-external';

posthog.init('phc_bench', {
  api_host: location.origin,
  __extensionClasses: { ...SurveysExtensions },
  persistence: 'memory',
});
