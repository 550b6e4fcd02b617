import { type Html, html } from '../../html.ts';
import { type IconName, icon } from '../../icons.ts';
import { csrfField } from './csrf-field.ts';

/** A form of one button. */
export interface ActionButtonProps {
  readonly action: string;
  readonly csrfToken: string;
  readonly label: string;
  readonly icon: IconName;
  /** What it acts on, for people who hear the button without its surroundings. */
  readonly subject: string;
}

/** A button that posts. */
export const renderActionButton = (props: ActionButtonProps): Html => html`<form method="post" action="${props.action}">
${csrfField(props.csrfToken)}<button class="btn btn-outline-secondary">${icon(props.icon)}${props.label}<span class="visually-hidden"> ${props.subject}</span></button>
</form>`;
