/**
 * A kind of value a setting may have: what is accepted, in words for the error message, and how it is read and shown.
 */
export interface ValueKind<Value> {
  readonly accepted: string;
  /** The value; undefined if the text is none of the accepted. */
  parse(text: string): Value | undefined;
  format(value: Value): string;
}

/**
 * One thing the operator may set. Loading, `grantry config`, error messages and the reference table are computed from these.
 */
export interface Setting<Value> {
  /** The environment variable. It wins over the file. */
  readonly env: string;
  /** Where it stands in `grantry.yaml`: member names joined by dots. */
  readonly yaml: string;
  readonly kind: ValueKind<NonNullable<Value>>;
  readonly default: Value;
  /** How the documentation writes the default where the value itself does not say it. */
  readonly defaultInWords?: string;
  /** Whether the value must not be shown. */
  readonly isSecret?: true;
  readonly summary: string;
}
