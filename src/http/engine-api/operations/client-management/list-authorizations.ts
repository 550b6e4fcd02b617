import Type from 'typebox';
import { listAuthorizedClients } from '../../../../engine/clients/client-authorizations.ts';
import { describeLimited, limitedClient } from '../../client-members/limited-client.ts';
import { type EngineAnswer, type EngineOperation, type ServiceCall, serviceOperation } from '../../engine-operation.ts';
import { type Page, readPage } from '../../read-page.ts';
import { page, subject } from '../../schemas/client-call.ts';

interface Asked extends Partial<Page> {
  readonly subject: string;
  readonly developer?: string | undefined;
}

/** The clients that have live tokens of a person, the one that was allowed something last first. */
async function answerList({ service, rooms: { engine } }: Pick<ServiceCall, 'service' | 'rooms'>, asked: Asked): Promise<EngineAnswer> {
  const developer = asked.developer || undefined;
  const all = await listAuthorizedClients(engine, { service, subject: asked.subject });
  const clients = developer === undefined ? all : all.filter(({ description }) => description.developer === developer);
  const { start, end } = readPage(asked);
  return {
    body: {
      start,
      end,
      developer,
      subject: asked.subject,
      totalCount: clients.length,
      clients: clients.slice(start, end).map(describeLimited),
    },
  };
}

const shared = {
  right: 'view_client',
  description: 'Those that have live tokens of the person; the one that was allowed something last comes first.',
  answer: Type.Object({
    start: Type.Integer(),
    end: Type.Integer(),
    developer: Type.Optional(Type.String()),
    subject: Type.String(),
    totalCount: Type.Integer(),
    clients: Type.Array(limitedClient),
  }),
} as const;

const path = '/client/authorization/get/list';

/** The list, asked for in the three ways of this interface. */
export const listAuthorizations: readonly EngineOperation[] = [
  serviceOperation({
    ...shared,
    name: 'clientAuthorizationGetListApi',
    method: 'GET',
    path,
    command: ['client management', 'list-authorizations'],
    summary: 'List the clients that a person authorized.',
    query: Type.Object({ subject, ...page }),
    example: { subject: 'john' },
    run: (call) => answerList(call, call.query),
  }),
  serviceOperation({
    ...shared,
    name: 'clientAuthorizationGetListBySubjectApi',
    method: 'GET',
    path: `${path}/{subject}`,
    command: ['client management', 'list-authorized-applications'],
    summary: 'List the clients that a person authorized, by a path.',
    params: Type.Object({ subject }),
    query: Type.Object(page),
    example: { subject: 'john' },
    run: (call) => answerList(call, { ...call.query, ...call.params }),
  }),
  serviceOperation({
    ...shared,
    name: 'clientAuthorizationGetListPostApi',
    method: 'POST',
    path,
    command: ['client management', 'list-authorized-applications-with-body'],
    summary: 'List the clients that a person authorized, by a body.',
    takesForms: true,
    body: Type.Object({ subject, ...page }),
    example: { subject: 'john' },
    run: (call) => answerList(call, call.body),
  }),
];
