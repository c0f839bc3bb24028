/** Registers the elements of Answers. */
import { AnswerDetail } from './answer-detail.ts';
import { AnswerRows } from './answer-rows.ts';
import './customer-panel.ts';
import { DraftBox } from './draft-box.ts';
import { FilterBar } from './filter-bar.ts';
import { KeysDialog } from './keys-dialog.ts';
import { ReviewDecisionBox } from './review-decision.ts';
import { TagEditor } from './tag-editor.ts';

customElements.define('answer-detail', AnswerDetail);
customElements.define('answer-rows', AnswerRows);
customElements.define('draft-box', DraftBox);
customElements.define('filter-bar', FilterBar);
customElements.define('keys-dialog', KeysDialog);
customElements.define('review-decision', ReviewDecisionBox);
customElements.define('tag-editor', TagEditor);
