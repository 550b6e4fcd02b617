import { type Html, html } from '../html.ts';
import { renderCardLayout } from './card-layout.ts';
import { describeRedirect } from './parts/redirect-target.ts';

/** An answer that the browser posts to the application. */
export interface FormPostPageProps {
  /** The redirect URI. */
  readonly action: string;
  readonly fields: Readonly<Record<string, string>>;
}

/** Takes the answer to the application: at once by a script, or by the button. */
export const renderFormPostPage = ({ action, fields }: FormPostPageProps): Html =>
  renderCardLayout({
    title: 'Back to the application',
    content: html`<h1 class="card-heading">Back to the application</h1>
<form method="post" action="${action}">
${Object.entries(fields).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}
<p>You return to ${describeRedirect(action).words}.</p>
<button class="btn btn-primary">Continue</button>
</form>
<script src="/assets/submit-form.js"></script>`,
  });
