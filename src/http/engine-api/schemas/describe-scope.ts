import type { ScopeDefinition } from '../../../engine/model/service.ts';

/** A scope as this interface writes it. */
export const describeScope = ({
  name,
  isDefault,
  description,
  descriptions,
  attributes,
}: ScopeDefinition): Readonly<Record<string, unknown>> => ({ name, defaultEntry: isDefault, description, descriptions, attributes });
