import type { CSSResultGroup } from 'lit';
import { fieldStyles } from './field.styles.ts';
import { markStyles } from './mark.styles.ts';
import { textStyles } from './text.styles.ts';

/** The look that every element of the page has. */
export const controlStyles: CSSResultGroup = [textStyles, fieldStyles, markStyles];
