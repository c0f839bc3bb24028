import { BenchPoints, BenchTier } from './lit-parts.js';

customElements.define('bench-points', BenchPoints);
customElements.define('bench-tier', BenchTier);
