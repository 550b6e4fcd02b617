import { type Command, defineCommand } from '../../cli/command.ts';
import { CommandFailure } from '../../cli/command-failure.ts';
import type { ExitCode } from '../../cli/exit-codes.ts';
import { answerPlain } from '../../cli/output/answer.ts';

/** `grantry setup` */
export const setup: Command = defineCommand({
  description:
    'Makes the owner of a deployment that has no user yet, on the database of the settings; the server may run or not. It prints the keys that the first programs need. They are shown this once.',
  options: {
    email: { value: 'email', isRequired: true, summary: 'The address they sign in with.' },
    password: { value: 'password', env: ['GRANTRY_SETUP_PASSWORD'], isRequired: true, summary: '8 to 256 characters.' },
    username: { value: 'name', summary: 'Made of the email address if left out.' },
    name: { value: 'name', summary: 'Their full name.' },
  },
  examples: [{ does: 'Set up a new deployment:', lines: ['grantry setup --email you@example.com --password "$PASSWORD"'] }],
  run: async ({ email, password, username, name }, terminal): Promise<ExitCode> => {
    const [{ openSettingsRooms }, { setUpFirstUser }] = await Promise.all([
      import('./open-settings-rooms.ts'),
      import('../../identity/setup/set-up-first-user.ts'),
    ]);
    const rooms = await openSettingsRooms(terminal);
    try {
      const first = { email, password, username, name, serviceId: rooms.serviceId };
      const decision = await setUpFirstUser(rooms.identity, first, { address: '', userAgent: 'grantry setup', requestId: 'cli' });
      if (decision.action === 'refuse') {
        throw new CommandFailure(decision.field === undefined ? decision.message : `--${decision.field}: ${decision.message}`);
      }
      const keys = {
        user_id: decision.user.id,
        api_token: decision.apiToken.reveal(),
        service_id: decision.serviceId,
        service_token: decision.serviceToken.reveal(),
        organization_token: decision.organizationToken.reveal(),
      };
      const lines = Object.entries(keys).map(([key, value]) => `${key.padEnd(18)}  ${value}\n`);
      await answerPlain(terminal, keys, lines.join(''));
      const { format } = terminal.frame;
      if (format === undefined || format === 'pretty')
        terminal.say(`${decision.user.email} is the owner now. Keep these keys: they are not shown again.`);
      return 'done';
    } finally {
      await rooms.close();
    }
  },
});
