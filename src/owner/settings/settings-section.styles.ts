import { css } from 'lit';

/** A part of Settings: a card with sentences, and a form below each other. */
export const settingsSectionStyles = css`
  section {
    display: grid;
    gap: 8px;
    padding: 16px;
  }
  form {
    display: grid;
    gap: 12px;
    max-width: 480px;
  }
`;
