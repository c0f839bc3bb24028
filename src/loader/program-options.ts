import { report } from '../diagnostics/report.ts';
import type { Configuration } from '../provider/configuration.ts';
import { LojalProgram } from '../provider/program.ts';

/**
 * Sets the options of `lojal.configure()` on the page's program. In the part that every element needs: a customer who signs
 * out must not stay in view while another file loads, or because the file cannot be loaded.
 */
export function setOptions(program: LojalProgram, options: Configuration): void {
  if (!options || typeof options !== 'object' || Array.isArray(options)) {
    report('lojal.configure', 'lojal/configure-invalid', options);
    return;
  }
  const { program: rules, ...rest } = options;
  if (rules !== undefined) Object.assign(program, typeof rules === 'string' ? { src: rules } : { rules });
  // `in` would find `constructor` and `__proto__`, which `JSON.parse` makes an own key.
  for (const [key, value] of Object.entries(rest))
    if (Object.hasOwn(LojalProgram.properties, key)) {
      Object.assign(program, { [key]: value });
      // Also the same customer again is news, where the page came back from the back-forward cache.
      if (key === 'customer') program.requestUpdate(key, {});
    } else
      report('lojal.configure', 'lojal/configure-unknown', key, ['program', ...Object.keys(LojalProgram.properties)]);
  program.requestUpdate();
}
