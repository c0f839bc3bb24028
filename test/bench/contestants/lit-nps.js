import { BenchNps } from './lit-parts.js';

customElements.define('bench-nps', BenchNps);
