import { type Html, html } from '../../html.ts';
import { type IconName, icon } from '../../icons.ts';
import { csrfField } from './csrf-field.ts';

/** A step that cannot be undone, taken in two clicks. */
export interface ConfirmProps {
  readonly action: string;
  readonly csrfToken: string;
  readonly label: string;
  readonly icon: IconName;
  /** What it names, for people who hear the button without its surroundings. */
  readonly subject: string;
  /** What will happen. */
  readonly consequence: string;
  readonly confirmLabel: string;
}

/** A disclosure that opens on the question, so that it works without a script. */
export const renderConfirm = (props: ConfirmProps): Html => html`<details class="confirm">
<summary class="btn btn-outline-danger">${icon(props.icon)}${props.label}<span class="visually-hidden"> ${props.subject}</span></summary>
<form method="post" action="${props.action}" class="confirm-panel">
${csrfField(props.csrfToken)}
<p>${props.consequence}</p>
<button class="btn btn-danger">${props.confirmLabel}<span class="visually-hidden"> ${props.subject}</span></button>
</form>
</details>`;
