import { attribute, type Html, html } from '../../html.ts';

/** A labelled text input. */
export interface FieldProps {
  readonly name: string;
  readonly label: string;
  /** @default 'text' */
  readonly type?: 'text' | 'email' | 'password' | 'url';
  readonly value?: string;
  readonly hint?: string;
  /** What is wrong with the value that was sent. */
  readonly error?: string;
  /** WCAG 2.2 §1.3.5: what a browser or password manager may fill in. */
  readonly autocomplete?: string;
  /** @default true */
  readonly required?: boolean;
  readonly minLength?: number;
  readonly maxLength?: number;
  /** Makes it a text area of that many lines. */
  readonly rows?: number;
  readonly autofocus?: boolean;
  /** What holds while the field is empty. */
  readonly placeholder?: string;
  /** Shown, to be copied, and never changed. */
  readonly isReadOnly?: boolean;
}

/** An input with its label, hint and error, tied together for assistive technology. */
export function renderField(props: FieldProps): Html {
  const { name, label, type = 'text', value = '', hint, error, isReadOnly = false, required = !isReadOnly, rows } = props;
  const describedBy = [error !== undefined && `${name}-error`, hint !== undefined && `${name}-hint`].filter((id) => id !== false).join(' ');
  const attributes = [
    html` id="${name}" name="${name}" class="form-control${error !== undefined && ' is-invalid'}"`,
    attribute('required', required),
    attribute('autocomplete', props.autocomplete),
    attribute('autofocus', props.autofocus),
    attribute('readonly', isReadOnly),
    attribute('placeholder', props.placeholder === '' ? undefined : props.placeholder),
    attribute('minlength', props.minLength?.toString()),
    attribute('maxlength', props.maxLength?.toString()),
    attribute('aria-invalid', error === undefined ? undefined : 'true'),
    attribute('aria-describedby', describedBy === '' ? undefined : describedBy),
  ];
  return html`<div class="mb-3">
<label class="form-label" for="${name}">${label}${!required && !isReadOnly && html` <span class="form-label-description">optional</span>`}</label>
${rows === undefined ? html`<input type="${type}" value="${value}"${attributes}>` : html`<textarea rows="${rows}"${attributes}>${value}</textarea>`}
${error !== undefined && html`<div class="invalid-feedback" id="${name}-error">${error}</div>`}
${hint !== undefined && html`<div class="form-hint" id="${name}-hint">${hint}</div>`}
</div>`;
}
