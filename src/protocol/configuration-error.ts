/** The operator is wrong, and is told at start: which setting, what was found, what is accepted. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError';
  readonly setting: string;

  constructor(setting: string, found: string, accepted: string) {
    super(`${setting}: found ${found}; accepted: ${accepted}`);
    this.setting = setting;
  }
}
