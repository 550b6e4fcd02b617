import type { InstallationWish } from '../../broker/github-app/ports.ts';
import { describeInstallation } from '../../identity/agents/describe-agent.ts';
import type { PolicyCheck } from '../../identity/federation/judge-policy.ts';
import { judgeToken, type PolicyJudgement } from '../../identity/federation/judge-token.ts';
import { judgementRefusal } from '../../identity/federation/refuse-token.ts';
import { claimTexts } from '../../identity/workload/matches-identity.ts';
import { formatPermissions } from '../../protocol/installation-rule.ts';
import type { Rooms } from '../context.ts';
import { type ExchangeRequest, type NarrowedJudgement, narrow } from './exchange-token.ts';

/** A question about an exchange. */
export type ExplainRequest = Omit<ExchangeRequest, 'provider'> & { readonly provider: string | undefined };

/** What one policy says. */
interface PolicyExplanation {
  readonly name: string;
  readonly source: 'file' | 'stored';
  readonly allows: boolean;
  readonly checks: readonly PolicyCheck[];
}

/** What would come of an exchange, and why. No secrets. */
export interface ExchangeExplanation {
  readonly allowed: boolean;
  readonly policy: string;
  readonly cause: string;
  readonly token: { readonly issuer: string; readonly subject: string; readonly audience: readonly string[] };
  readonly policies: readonly PolicyExplanation[];
}

const describeWish = ({ installationId, repositories, permissions }: InstallationWish): string =>
  [
    `installation ${installationId}`,
    repositories?.join(' ') ?? 'all repositories',
    permissions === undefined ? 'all permissions' : formatPermissions(permissions).join(' '),
  ].join(', ');

function narrowedTo({ effective: { policy }, narrowed }: NarrowedJudgement): PolicyCheck {
  const about = { rule: 'what is asked for', wanted: `no more than ${policy.provider}@${describeInstallation(policy.installation)}` };
  switch (narrowed.action) {
    case 'mint':
      return { ...about, found: describeWish(narrowed.wish), holds: true };
    case 'refused':
      return { ...about, found: narrowed.cause, holds: false };
    case 'failed':
      return { ...about, found: narrowed.failure.words, holds: false };
    case 'no_app':
      return { ...about, found: `The provider ${policy.provider} has no GitHub App.`, holds: false };
    case 'unknown_provider':
      return { ...about, found: `There is no provider ${policy.provider}.`, holds: false };
  }
}

async function explainPolicy(rooms: Rooms, judgement: PolicyJudgement, request: ExplainRequest): Promise<PolicyExplanation> {
  const { source, policy } = judgement.effective;
  const checks = judgement.allows ? [...judgement.checks, narrowedTo(await narrow(rooms, judgement, request))] : judgement.checks;
  return { name: policy.name, source, allows: checks.every(({ holds }) => holds), checks };
}

/** Explains what would come of an exchange: the same judgement, with nothing made and nothing spent. */
export async function explainExchange(rooms: Rooms, request: ExplainRequest): Promise<ExchangeExplanation> {
  const judgement = await judgeToken(rooms.identity, request);
  const { claims = {} } = judgement;
  const policies = await Promise.all(judgement.judgements.map((each) => explainPolicy(rooms, each, request)));
  const allowing = policies.find(({ allows }) => allows);
  const beyond = policies.flatMap(({ checks }) => checks.filter(({ rule, holds }) => rule === 'what is asked for' && !holds))[0];
  return {
    allowed: allowing !== undefined,
    policy: allowing?.name ?? '',
    cause: allowing === undefined ? (beyond?.found ?? judgementRefusal(judgement).message) : '',
    token: {
      issuer: claimTexts(claims, 'iss').join(' '),
      subject: claimTexts(claims, 'sub').join(' '),
      audience: claimTexts(claims, 'aud'),
    },
    policies,
  };
}
