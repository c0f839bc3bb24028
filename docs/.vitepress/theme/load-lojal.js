/** Puts the script tag into the page, once. `base`: the folder of the site. */
import { SAMPLE_SERVER, startSampleServer } from './sample-server.js';

let loaded = false;

/** @returns {string} the address of the sample server */
export function loadLojal(base) {
  const server = new URL(`${base}${SAMPLE_SERVER}`, location.href).href;
  if (!loaded) {
    loaded = true;
    startSampleServer(server);
    const script = document.createElement('script');
    script.src = `${base}lojal/lojal.js`;
    script.async = true;
    document.head.append(script);
  }
  return server;
}
