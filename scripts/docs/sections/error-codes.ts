import { statusByErrorCode } from '../../../src/protocol/oauth-error.ts';
import { code, type Section, table } from '../section.ts';

/** Every OAuth error code with its status. */
export const errorCodes: Section = {
  file: 'docs/errors.md',
  name: 'error codes',
  render: () =>
    table(
      ['code', 'status'],
      Object.entries(statusByErrorCode).map(([name, status]) => [`[${code(name)}](#${name})`, String(status)]),
    ),
};
