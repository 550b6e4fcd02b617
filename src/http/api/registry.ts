import type { Operation } from './operation.ts';

/** Every operation of the REST API. Routes, OpenAPI and reference docs are computed from this list. */
export const operations: readonly Operation[] = [];
