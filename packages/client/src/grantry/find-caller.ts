import { agentPath, type Caller, callerWith, userPath } from './caller.ts';
import type { AskedAs, WorkloadOptions } from './options.ts';
import { readTokenFile } from './read-token-file.ts';
import { type Ask, type IdentityToken, workloadCaller } from './workload-caller.ts';

const ways = ['agentToken', 'agentTokenFile', 'identityToken', 'identityTokenFile', 'userToken'] as const;

/**
 * Who asks, as the options say.
 *
 * @throws TypeError unless exactly one way is given.
 */
export function findCaller(options: AskedAs, serverUrl: string, ask: Ask): Caller {
  const given = ways.filter((way) => (options as Readonly<Record<string, unknown>>)[way] !== undefined);
  if (given.length !== 1) {
    const found = given.length === 0 ? 'none' : given.join(' and ');
    throw new TypeError(`Exactly one of ${ways.join(', ')} must be given, and there is ${found}.`);
  }
  const workload = (identityToken: IdentityToken, { identityAudience = serverUrl, agentName }: WorkloadOptions): Caller =>
    workloadCaller({ identityToken, audience: identityAudience, agentName }, ask);

  if ('agentToken' in options && options.agentToken !== undefined) return callerWith(agentPath, options.agentToken);
  if ('userToken' in options && options.userToken !== undefined) return callerWith(userPath, options.userToken);
  if ('agentTokenFile' in options && options.agentTokenFile !== undefined) {
    const { agentTokenFile } = options;
    return callerWith(agentPath, () => readTokenFile(agentTokenFile));
  }
  if ('identityTokenFile' in options && options.identityTokenFile !== undefined) {
    const { identityTokenFile } = options;
    return workload(() => readTokenFile(identityTokenFile), options);
  }
  const { identityToken } = options as Extract<AskedAs, { identityToken: unknown }>; // the one way that is left
  return workload(typeof identityToken === 'string' ? () => identityToken : identityToken, options as WorkloadOptions);
}
