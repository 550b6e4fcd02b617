import Type from 'typebox';
import { deploymentOperation, type EngineOperation } from '../../engine-operation.ts';
import { pageMembers, readPage } from '../../read-page.ts';
import { describeServiceObject, serviceSchema } from '../../service-object.ts';

/** Lists services: all of them for an organization token, its own for a service token. */
export const listServices: EngineOperation = deploymentOperation({
  name: 'serviceGetListApi',
  method: 'GET',
  path: '/service/get/list',
  command: ['service', 'list'],
  summary: 'List the services your token is good for.',
  right: 'view_service',
  query: Type.Object(pageMembers),
  answer: Type.Object({
    start: Type.Integer(),
    end: Type.Integer(),
    totalCount: Type.Integer(),
    services: Type.Array(serviceSchema),
  }),
  example: { start: 0, end: 5 },
  async run({ rooms, query, token }) {
    const all = await rooms.engine.facts.listServices();
    const mine = token?.serviceId === undefined ? all : all.filter(({ id }) => id === token.serviceId);
    const { start, end } = readPage(query);
    const services = await Promise.all(mine.slice(start, end).map((service) => describeServiceObject(rooms, service)));
    return { body: { start, end, totalCount: mine.length, services } };
  },
});
