import type { Refusal } from '../../engine/decision.ts';
import { ApiError } from './api-error.ts';

/** A refusal of the engine as the REST API tells it. */
export const refused = ({ error }: Refusal): ApiError => new ApiError(error.status, error.message);
