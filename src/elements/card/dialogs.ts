/** Selector of dialogs of the page, modal or not, by element or role. */
export const PAGE_DIALOGS = 'dialog,[role="dialog"],[role="alertdialog"],[aria-modal="true"]';
