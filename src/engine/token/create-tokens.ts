import type { OAuthError } from '../../protocol/oauth-error.ts';
import { after, type Seconds, seconds } from '../../protocol/units.ts';
import type { EngineChange } from '../changes.ts';
import type { Service } from '../model/service.ts';
import type { TokenBatch } from '../model/token-batch.ts';
import type { Engine } from '../ports.ts';
import { settle } from '../settle.ts';
import type { TokenOptions } from '../terms/token-options.ts';
import { judgeCreation, type TokenCreation } from './create-token.ts';

/** How long it is known what became of a batch. */
const batchLifetime: Seconds = seconds(7 * 86_400);

/** One of the tokens that are wanted at once. */
export interface BatchedCreation {
  readonly creation: TokenCreation;
  readonly options: TokenOptions;
}

/** Tokens that are wanted at once. */
export interface TokenBatchRequest {
  readonly service: Pick<Service, 'id'>;
  readonly creations: readonly BatchedCreation[];
  /** Whether it is only to be found out what would become of it. */
  readonly isDryRun: boolean;
  /** How a fault is noted. */
  describeFailure(error: OAuthError, index: number): NonNullable<TokenBatch['failure']>;
}

/** A batch that was judged; what came of it is in its record. */
interface BatchDecision {
  readonly action: 'note';
  readonly batch: TokenBatch;
  readonly changes: readonly EngineChange[];
}

async function decideBatch(engine: Engine, request: TokenBatchRequest): Promise<BatchDecision> {
  const { service, creations, isDryRun } = request;
  const now = engine.clock();
  const made: EngineChange[] = [];
  let failure: TokenBatch['failure'];
  for (const [index, { creation, options }] of creations.entries()) {
    const decision = await judgeCreation(engine, creation, options);
    if (decision.action === 'refuse') {
      failure = request.describeFailure(decision.error, index);
      break;
    }
    made.push(...decision.changes);
  }
  const batch: TokenBatch = {
    id: engine.mint.id(),
    serviceId: service.id,
    failure,
    tokenCount: creations.length,
    createdAt: now,
    expiresAt: after(now, batchLifetime),
  };
  const note: EngineChange = { change: 'insert_token_batch', batch };
  return { action: 'note', batch, changes: failure === undefined && !isDryRun ? [...made, note] : [note] };
}

/**
 * Makes many tokens in one transaction: all of them, or none. What became of them is noted in it.
 *
 * @returns an error if nothing could be noted either: two of the given tokens are one, say.
 */
export async function createTokens(engine: Engine, request: TokenBatchRequest): Promise<TokenBatch | OAuthError> {
  const decision = await settle(engine, () => decideBatch(engine, request));
  return decision.action === 'refuse' ? decision.error : decision.batch;
}
