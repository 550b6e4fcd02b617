import type { ProviderSettingKind } from '../../../protocol/provider-setting.ts';
import { type Html, html } from '../../html.ts';
import { renderSelect } from './choices.ts';
import { type FieldProps, renderField } from './field.ts';

/** One setting in a form. */
export interface ProviderField {
  readonly name: string;
  readonly label: string;
  readonly kind: ProviderSettingKind;
  readonly summary: string;
  readonly accepts: readonly string[] | undefined;
  /** What is stored, or was just typed; empty for nothing. */
  readonly value: string;
  /** What holds while nothing is stored; empty for nothing. */
  readonly fallback: string;
  readonly isRequired: boolean;
  /** Shown at once; the others behind a disclosure. */
  readonly isBasic: boolean;
  /** Where the environment or the file sets it, which nothing typed here can change. */
  readonly lockedBy: string | undefined;
  readonly error: string | undefined;
}

const inputType = (kind: ProviderSettingKind): NonNullable<FieldProps['type']> =>
  kind === 'secret' ? 'password' : kind === 'url' ? 'url' : 'text';

const renderLocked = ({ name, label, fallback, kind, lockedBy = '' }: ProviderField): Html =>
  renderField({
    name,
    label,
    value: kind === 'secret' ? '' : fallback,
    ...(kind === 'secret' ? { placeholder: '••••••••' } : {}),
    hint: `Set by ${lockedBy}, which wins over what is set here.`,
    isReadOnly: true,
    autocomplete: 'off',
  });

const choicesOf = ({ kind, accepts, value, fallback }: ProviderField) => {
  const choices = kind === 'boolean' ? ['true', 'false'] : (accepts ?? []);
  const words = (choice: string): string => (kind === 'boolean' ? (choice === 'true' ? 'Yes' : 'No') : choice);
  const byDefault = { value: '', label: fallback === '' ? 'Default' : `Default: ${words(fallback)}`, isChosen: value === '' };
  return [byDefault, ...choices.map((choice) => ({ value: choice, label: words(choice), isChosen: value === choice }))];
};

function renderOne(field: ProviderField): Html {
  const { name, label, kind, summary, value, fallback, isRequired, error, accepts } = field;
  if (field.lockedBy !== undefined) return renderLocked(field);
  if (kind === 'boolean' || accepts !== undefined) return renderSelect({ name, legend: label, hint: summary, choices: choicesOf(field) });
  return renderField({
    name,
    label,
    type: inputType(kind),
    value: kind === 'secret' ? '' : value,
    hint: summary,
    placeholder: fallback,
    required: isRequired,
    maxLength: kind === 'secret' ? 16_384 : 4096,
    autocomplete: kind === 'secret' ? 'new-password' : 'off',
    ...(error === undefined ? {} : { error }),
  });
}

/** The settings of a provider. Those that are rarely changed stand behind a disclosure, which opens on a fault. */
export function renderProviderFields(fields: readonly ProviderField[]): Html {
  const rest = fields.filter(({ isBasic }) => !isBasic);
  const isOpen = rest.some(({ error }) => error !== undefined);
  return html`${fields.filter(({ isBasic }) => isBasic).map(renderOne)}
<details class="more-settings"${isOpen && html` open`}><summary>More settings</summary>
${rest.map(renderOne)}
</details>`;
}
