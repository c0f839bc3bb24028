/** The code that a friend got: whose it is, and how long the browser keeps it. */
import { expect } from '@open-wc/testing';
import { forgetClaim, keepClaim, keptClaim } from '../../src/provider/kept-claim.ts';

const KEY = 'lojal:claim';

describe('the code of an invitation', () => {
  afterEach(() => {
    forgetClaim();
    Reflect.deleteProperty(navigator, 'globalPrivacyControl');
  });

  it('is the guest’s, then that of the customer who signs in next, and nobody else’s', () => {
    keepClaim(undefined, undefined, 'FRIEND-1');
    expect(keptClaim(undefined, undefined)).to.equal('FRIEND-1');
    expect(keptClaim(undefined, 'anna')).to.equal('FRIEND-1');
    expect(keptClaim(undefined, 'bert')).to.equal(undefined);
    expect(keptClaim(undefined, undefined)).to.equal(undefined);
    expect(keptClaim(undefined, 'anna')).to.equal('FRIEND-1');
  });

  it('ends with the tab under Global Privacy Control, and where the shop says so', () => {
    Object.defineProperty(navigator, 'globalPrivacyControl', { value: true, configurable: true });
    keepClaim(undefined, undefined, 'FRIEND-1');
    expect(localStorage.getItem(KEY)).to.equal(null);
    expect(keptClaim(undefined, undefined)).to.equal('FRIEND-1');
    forgetClaim();
    expect(sessionStorage.getItem(KEY)).to.equal(null);
    Reflect.deleteProperty(navigator, 'globalPrivacyControl');
    keepClaim('session', undefined, 'FRIEND-2');
    expect(localStorage.getItem(KEY)).to.equal(null);
    keepClaim('none', undefined, 'FRIEND-3');
    expect(keptClaim('none', undefined)).to.equal(undefined);
  });

  it('is not read from what another script has written', () => {
    for (const text of ['null', '{', '{"code":5}', '[]', '"FRIEND"']) {
      localStorage.setItem(KEY, text);
      expect(keptClaim(undefined, undefined), text).to.equal(undefined);
    }
  });
});
