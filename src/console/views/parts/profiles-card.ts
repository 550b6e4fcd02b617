import { type Html, html } from '../../html.ts';
import { renderChoices } from './choices.ts';
import { csrfField } from './csrf-field.ts';

/** A profile as the application's page offers it. */
export interface ProfileChoice {
  readonly name: string;
  readonly title: string;
  readonly isChosen: boolean;
  /** Whether every application has to keep it. */
  readonly isDemanded: boolean;
}

/** The profiles an application may be held to. */
export interface ProfilesCardProps {
  readonly action: string;
  readonly csrfToken: string;
  readonly profiles: readonly ProfileChoice[];
}

/** Lets an administrator hold an application to a profile. Those of the whole service are named, and not for choice. */
export function renderProfilesCard({ action, csrfToken, profiles }: ProfilesCardProps): Html {
  const demanded = profiles.filter(({ isDemanded }) => isDemanded).map(({ title }) => title);
  return html`<section class="card" aria-labelledby="profiles"><div class="card-body">
<h2 class="card-title" id="profiles">Security profiles</h2>
${demanded.length > 0 && html`<p class="detail">Every application here keeps: ${demanded.join(', ')}.</p>`}
<form method="post" action="${action}">
${csrfField(csrfToken)}
${renderChoices({
  type: 'checkbox',
  name: 'profile',
  legend: 'What this application must keep',
  hint: 'Whatever breaks the rules of a profile is refused from then on.',
  choices: profiles.filter(({ isDemanded }) => !isDemanded).map(({ name, title, isChosen }) => ({ value: name, label: title, isChosen })),
})}
<button class="btn btn-primary">Save profiles</button>
</form>
</div></section>`;
}
