import type { EpochSeconds } from '../../protocol/units.ts';
import { printable } from '../outbound/printable.ts';
import type { OutboundAnswer } from '../ports.ts';
import type { ProviderType } from '../providers/provider-type.ts';
import { classifyTokenAnswer } from '../refresh/classify-token-answer.ts';

/** How one part of a test ended. `skipped` is what could not be found out, or need not be. */
export interface CheckResult {
  readonly outcome: 'ok' | 'failed' | 'skipped';
  /** In words for the administrator. */
  readonly detail: string;
}

/** What a token endpoint's answer to a made-up code says of the endpoint, and of the client. */
export interface TokenProbe {
  readonly tokenEndpoint: CheckResult;
  readonly client: CheckResult;
}

/** What an error code says of the client: a provider looks at the code only after it knows who asks (RFC 6749 §4.1.3). */
const saysOfClient: ReadonlyMap<string, CheckResult['outcome']> = new Map([
  ['invalid_grant', 'ok'], // RFC 6749 §5.2
  ['bad_verification_code', 'ok'], // GitHub
  ['invalid_code', 'ok'], // Slack
  ['invalid_client', 'failed'], // RFC 6749 §5.2
  ['unauthorized_client', 'failed'], // RFC 6749 §5.2
  ['incorrect_client_credentials', 'failed'], // GitHub
  ['redirect_uri_mismatch', 'failed'], // GitHub
  ['bad_client_secret', 'failed'], // Slack
  ['invalid_client_id', 'failed'], // Slack
]);

const unknown = (detail: string): CheckResult => ({ outcome: 'skipped', detail });

function judgeClient(code: string | undefined, words: string): CheckResult {
  switch (code === undefined ? undefined : saysOfClient.get(code)) {
    case 'ok':
      return { outcome: 'ok', detail: `The provider accepts the client: it refused only the made-up code (${words}).` };
    case 'failed':
      return { outcome: 'failed', detail: `The provider refused the client: ${words}.` };
    default:
      return unknown(`The provider did not say whether it accepts the client: ${words}.`);
  }
}

/**
 * Judges the answer to a code nobody issued.
 *
 * @param clean takes out of the provider's words what must not be kept of them.
 */
export function judgeTokenProbe(
  answer: OutboundAnswer,
  type: ProviderType,
  now: EpochSeconds,
  clean: (words: string) => string = printable,
): TokenProbe {
  const notAsked = unknown('The token endpoint could not be asked.');
  if (answer.outcome === 'failed') return { tokenEndpoint: { outcome: 'failed', detail: answer.words }, client: notAsked };
  const judged = classifyTokenAnswer(answer, now, type.readTokenAnswer?.bind(type), clean);
  if (judged.answer === 'issued') {
    const detail = 'It issued a token for a code that nobody issued: do not trust it.';
    return { tokenEndpoint: { outcome: 'failed', detail }, client: notAsked };
  }
  const { code } = judged.refusal;
  const words = judged.refusal.words.replace(/\.$/, ''); // it becomes part of a sentence
  const { status } = answer;
  if (code === undefined && status === 401) {
    return {
      tokenEndpoint: { outcome: 'ok', detail: 'It answers.' },
      client: { outcome: 'failed', detail: 'The provider refused the client (status 401).' },
    };
  }
  if (code === undefined) {
    const detail = `It answered with status ${status}, not as a token endpoint: the URL is wrong, or the client id is not known there.`;
    return { tokenEndpoint: { outcome: 'failed', detail }, client: notAsked };
  }
  return { tokenEndpoint: { outcome: 'ok', detail: 'It answers.' }, client: judgeClient(code, words) };
}
