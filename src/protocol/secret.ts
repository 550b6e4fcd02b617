/**
 * Text that must not be seen: tokens, client secrets, passwords, keys.
 *
 * Printing, serialising or inspecting it shows `[secret]`; {@link Secret.reveal} is the one way out.
 */
export class Secret {
  readonly #value: string;

  constructor(value: string) {
    this.#value = value;
  }

  /** The text itself. Every call is a place to audit. */
  reveal(): string {
    return this.#value;
  }

  toString(): string {
    return '[secret]';
  }

  toJSON(): string {
    return '[secret]';
  }
}

// What `console.log` and `util.inspect` of Node show.
Object.defineProperty(Secret.prototype, Symbol.for('nodejs.util.inspect.custom'), { value: (): string => '[secret]' });
