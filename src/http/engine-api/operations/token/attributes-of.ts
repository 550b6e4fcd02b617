import type { Client } from '../../../../engine/model/client.ts';
import type { Pair, ServiceDescription } from '../../../../engine/model/service-description.ts';

/** What the owners of a service and of a client attached to them: front ends get them with every answer about tokens. */
export interface Attributes {
  readonly serviceAttributes: readonly Pair[] | undefined;
  readonly clientAttributes: readonly Pair[] | undefined;
}

/** Collects them. */
export const attributesOf = (
  { description }: { readonly description: ServiceDescription },
  client: Pick<Client, 'description'> | undefined,
): Attributes => ({
  serviceAttributes: description.attributes,
  clientAttributes: client?.description.attributes?.map(({ name, value }) => ({ key: name, value })),
});
