import type { Service } from '../engine/model/service.ts';
import type { ConsoleContext } from './context.ts';

/** The service the console shows. It is made at the first start, so its absence is our bug. */
export async function getService({ engine, serviceId }: Pick<ConsoleContext, 'engine' | 'serviceId'>): Promise<Service> {
  const service = await engine.facts.findService(serviceId);
  if (service === undefined) throw new Error(`service ${serviceId} does not exist`);
  return service;
}
