/**
 * Ajv while mutants are tried: it takes the schemas as they are. Compiling the schema of schemas to check them takes most
 * of the time of every endpoint that a test creates; `test/wire` does it once.
 */
import { Ajv2020 as Ajv } from 'ajv/dist/2020.js';

export * from 'ajv/dist/2020.js';

export class Ajv2020 extends Ajv {
  constructor(options) {
    super({ ...options, validateSchema: false });
  }
}
