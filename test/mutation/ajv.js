/**
 * Replaces Ajv in mutation tests and skips validation of the schemas. Compiling the meta-schema takes most of the time in
 * which a test creates an endpoint; `test/wire` validates the schemas once.
 */
import { Ajv2020 as Ajv } from 'ajv/dist/2020.js';

export * from 'ajv/dist/2020.js';

export class Ajv2020 extends Ajv {
  constructor(options) {
    super({ ...options, validateSchema: false });
  }
}
