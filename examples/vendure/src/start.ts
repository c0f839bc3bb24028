import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { inExample } from './shop-config.js';
import { type Keys, startShop } from './start-shop.js';

const folder = inExample('.data');
const file = `${folder}/keys.json`;

/** Made at the first start, in a file that only this user can read. */
function readKeys(): Keys {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (!existsSync(file)) {
    const secret = () => randomBytes(32).toString('base64url');
    const keys: Keys = {
      ownerKey: secret(),
      shopKey: secret(),
      identityKey: secret(),
      adminPassword: secret(),
      cookieSecret: secret(),
    };
    writeFileSync(file, `${JSON.stringify(keys, null, 2)}\n`, { mode: 0o600 });
  }
  return JSON.parse(readFileSync(file, 'utf8'));
}

const { url } = await startShop({ keys: readKeys(), port: Number(process.env.PORT ?? 3000), folder });
console.log(`The shop is on ${url}/. Its keys are in .data/keys.json.`);
