/** Defines the elements of the page. */

import { ChecksPanel } from './checks-panel.ts';
import { ElementChoice } from './element-choice.ts';
import { LooksForm } from './looks-form.ts';
import { OrdersPanel } from './orders-panel.ts';
import { PasteForm } from './paste-form.ts';
import { ProgrammeChoice } from './programme-choice.ts';
import { ShopPage } from './shop-page.ts';
import { SnippetOutput } from './snippet-output.ts';
import { TimeMachine } from './time-machine.ts';
import { WidgetPreviewFrame } from './widget-preview-frame.ts';

customElements.define('element-choice', ElementChoice);
customElements.define('programme-choice', ProgrammeChoice);
customElements.define('looks-form', LooksForm);
customElements.define('widget-preview-frame', WidgetPreviewFrame);
customElements.define('checks-panel', ChecksPanel);
customElements.define('time-machine', TimeMachine);
customElements.define('orders-panel', OrdersPanel);
customElements.define('shop-page', ShopPage);
customElements.define('snippet-output', SnippetOutput);
customElements.define('paste-form', PasteForm);
