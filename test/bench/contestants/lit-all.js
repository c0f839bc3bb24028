import './lit-points.js';
import './lit-nps.js';
import { BenchReview } from './lit-parts.js';

customElements.define('bench-review', BenchReview);
