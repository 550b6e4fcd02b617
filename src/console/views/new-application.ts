import { type Html, html } from '../html.ts';
import type { Frame } from './frame.ts';
import { type ApplicationErrors, type ApplicationValues, renderApplicationFields } from './parts/application-fields.ts';
import { csrfField } from './parts/csrf-field.ts';
import { renderShellLayout } from './shell-layout.ts';

/** The page that registers an application. */
export interface NewApplicationPageProps {
  readonly frame: Frame;
  readonly values: ApplicationValues;
  readonly errors: ApplicationErrors;
}

/** Asks for what an application needs to be known. */
export const renderNewApplicationPage = ({ frame, values, errors }: NewApplicationPageProps): Html =>
  renderShellLayout({
    frame,
    title: 'New application',
    current: 'applications',
    content: html`<section class="card"><div class="card-body">
<form method="post" action="/applications">
${csrfField(frame.csrfToken)}
${renderApplicationFields(values, errors, true)}
<div class="actions"><a class="btn btn-outline-secondary" href="/applications">Cancel</a><button class="btn btn-primary">Create application</button></div>
</form>
</div></section>`,
  });
