import { type Command, defineCommand } from '../command.ts';
import { describeCredentials } from '../configuration/describe-credentials.ts';
import { answer } from '../output/answer.ts';
import { renderFacts } from '../table.ts';

/** `grantry auth whoami` */
export const authWhoami: Command = defineCommand({
  description: 'Shows the server and the token that commands of the engine API use, and where each is from. Nothing is sent.',
  examples: [{ does: 'See which token is used:', lines: ['grantry auth whoami'] }],
  run: async (_typed, terminal) => {
    const { server, serverSource, bearer, source } = await describeCredentials(terminal);
    const facts = renderFacts([
      ['server', `${server} [${serverSource}]`],
      ['bearer', `${bearer} [${source}]`.trimStart()],
    ]);
    await answer(terminal, { server, server_source: serverSource, bearer, source }, facts);
    return 'done';
  },
});
