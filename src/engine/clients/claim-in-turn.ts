import type { EngineChange } from '../changes.ts';

type Claim = Extract<EngineChange, { change: 'claim_client_place' | 'claim_developer_place' | 'claim_software_id' }>;

/**
 * The writes of a claim on something a service has a limited number of: whoever claims waits for the others of the service first, and only
 * then looks what they left.
 */
export const claimInTurn = (claim: Claim): readonly EngineChange[] => [{ change: 'hold_service', serviceId: claim.serviceId }, claim];
