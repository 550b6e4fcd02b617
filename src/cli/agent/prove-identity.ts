import { callApi } from '../api/call-api.ts';
import { notGrantry, readAnswer, textOf } from '../api/read-answer.ts';
import { CommandFailure } from '../command-failure.ts';
import type { Environment } from '../environment.ts';
import type { AgentFlags } from './agent-options.ts';
import { proofs } from './registry.ts';

/** A process that asks several times proves itself once: sessions last longer than commands. */
const proven = new Map<string, Promise<string>>();

async function prove(url: string, flags: AgentFlags, environment: Environment): Promise<string> {
  const entry = proofs.find(({ auth }) => auth === flags.auth);
  if (entry === undefined) throw new CommandFailure(`unknown --auth ${flags.auth}`);
  const proof = await entry.load();
  const audience = flags['identity-audience'] ?? url.replace(/\/+$/, '');
  const body = await proof.obtain({ environment, tokenFile: flags['identity-token-file'], audience });
  const name = flags['agent-name'] ?? '';
  const json = { ...body, ...(name === '' ? {} : { agent_name: name }) };
  const response = await callApi({ url, path: proof.path, method: 'POST', body: { json } });
  const token = textOf(
    readAnswer(url, response, {
      404: `grantry agent update <agent> --identity …, as the person it acts for`,
      409: '--agent-name <name>, or GRANTRY_AGENT_NAME',
    }),
    'session_token',
  );
  if (token === '') throw notGrantry(url);
  return token;
}

/**
 * Proves what the agent is, and answers the token it gets for it.
 *
 * @throws CommandFailure if there is nothing to prove it with, or the server does not believe it
 */
export function proveIdentity(url: string, flags: AgentFlags, environment: Environment): Promise<string> {
  const key = JSON.stringify([url, flags.auth, flags['agent-name'], flags['identity-token-file'], flags['identity-audience']]);
  const token = proven.get(key) ?? prove(url, flags, environment);
  proven.set(key, token);
  token.catch(() => proven.delete(key));
  return token;
}
