import { type AgentFlags, type AgentOptions, agentOptions } from '../agent/agent-options.ts';
import type { TextOption } from '../command.ts';
import { urlOption } from '../commands/shared-options.ts';

/** The flags of every command that git calls for a token. */
export const gitOptions: AgentOptions & Readonly<Record<'account' | 'url', TextOption>> = {
  account: {
    value: 'name',
    summary: 'The account to use where several are linked. Left out, the user name in the URL chooses, then the account chosen last.',
  },
  ...agentOptions,
  url: urlOption,
};

/** What {@link gitOptions} were given. */
export interface GitFlags extends AgentFlags {
  readonly account: string | undefined;
  readonly url: string | undefined;
}
