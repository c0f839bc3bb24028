/** The start of the configurator: a static page that asks no server for anything but its own files. */
import { LojalConfigurator } from './configurator-page.ts';

customElements.define('lojal-configurator', LojalConfigurator);
