import type { InstallationHandOut } from '../../../broker/github-app/mint-installation-token.ts';
import { announceDenial } from '../../../broker/webhooks/announce-denial.ts';
import type { AuditDetails, AuditEntry } from '../../../identity/model/audit-event.ts';
import type { Agent } from '../../../identity/model/session.ts';
import type { AppPermissions, InstallationName } from '../../../protocol/installation-rule.ts';
import { formatPermissions } from '../../../protocol/installation-rule.ts';
import type { Rooms } from '../../context.ts';

/** What was asked for, and what the audit trail tells besides. */
export interface AskedInstallationToken {
  readonly by: Pick<AuditEntry, 'actor' | 'address' | 'requestId'>;
  /** The agent that asked, if it was one. */
  readonly agent?: Agent | undefined;
  readonly installation: InstallationName;
  readonly repositories?: readonly string[] | undefined;
  readonly permissions?: AppPermissions | undefined;
  readonly more?: AuditDetails;
}

/** What was wanted; after a token was made, what GitHub says it is good for. */
function detailsOf({ installation, repositories, permissions, more }: AskedInstallationToken, result: InstallationHandOut): AuditDetails {
  const asked = 'id' in installation ? { installation: installation.id } : { owner: installation.owner };
  if (result.action !== 'token') {
    return {
      ...more,
      ...asked,
      ...(repositories === undefined ? {} : { repositories }),
      ...(permissions === undefined ? {} : { permissions: formatPermissions(permissions) }),
    };
  }
  const { token } = result;
  return {
    ...more,
    ...asked,
    installation: token.installationId,
    repositories: token.repositories ?? '*',
    permissions: Object.entries(token.permissions).map(([name, level]) => `${name}:${level}`),
  };
}

/** Counts a token of an installation, and tells the audit trail of each that was made or denied; an agent's denial is announced too. */
export async function recordInstallationToken(
  { broker, identity }: Rooms,
  asked: AskedInstallationToken,
  result: InstallationHandOut,
): Promise<void> {
  const { provider, action } = result;
  broker.report({ event: 'hand_out', providerId: provider.id, outcome: action });
  const entry = { ...asked.by, target: `provider:${provider.id}`, details: detailsOf(asked, result) };
  if (action === 'token') identity.audit.record({ event: 'installation_token_created', ...entry });
  if (action !== 'refused') return;
  const { cause } = result;
  identity.audit.record({ event: 'installation_token_denied', ...entry, details: { ...entry.details, cause } });
  const { agent } = asked;
  if (agent === undefined) return;
  await announceDenial(broker, { agentId: agent.id, userId: agent.userId, providerId: provider.id, account: undefined, cause });
}
