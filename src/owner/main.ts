/** The start of the owner's page. */
import { OwnerApp } from './app/owner-app.ts';

customElements.define('owner-app', OwnerApp);
