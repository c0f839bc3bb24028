/** `npm start` builds if a source has changed since the last build, then runs the demo shop. */
import { readSettings } from '../demo/server/settings.js';
import { build, isBuilt } from './build.js';

let steps = 0;

try {
  // Read the settings first, so that an invalid one is reported before the build.
  const settings = readSettings(process.env);
  if (!isBuilt()) {
    await build({ say });
    console.log('.');
  }
  const { open } = await import('../demo/serve.js');
  await open(settings);
} catch (error) {
  console.error(`${steps ? '\n' : ''}${error.message}`);
  process.exitCode = 1;
}

/** Prints the steps on one line, each when it begins. */
function say(step) {
  process.stdout.write(`${steps++ ? ', ' : 'Building: '}${step}`);
}
