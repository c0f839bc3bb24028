import type { Fault } from '../../src/config/parsed.ts';
import { sentence } from '../../src/diagnostics/catalogue.ts';

/** The message of a fault, as the console shows it, without the name of the JSON in front. */
export const faultText = ({ code, path, found, accepted, outcome }: Fault): string =>
  sentence(code, 'program', path, found, accepted, outcome).slice('program: '.length);
