import {
  clientCredentialsJob,
  codeExchangeJob,
  connections,
  introspectionJob,
  obtainAccessToken,
  redeemForRefreshTokens,
  refreshJob,
} from '../load/token-requests.ts';
import type { Budget, Contender, Row } from '../measure.ts';
import type { Subject } from '../subjects/subject.ts';

/** How long a round lasts, and how many codes one exchanges. */
export interface RoundSize {
  readonly seconds: number;
  readonly codes: number;
}

const contenders = (subjects: readonly Subject[], prepare: (subject: Subject) => Contender['prepare']): Contender[] =>
  subjects.map((subject) => ({ name: subject.name, pid: subject.pid, prepare: prepare(subject) }));

const once = <Value>(make: () => Promise<Value>): (() => Promise<Value>) => {
  let made: Promise<Value> | undefined;
  return () => {
    made ??= make();
    return made;
  };
};

/** The servers of a run: ours, ours on PostgreSQL if it is measured, the peer, and the limits by token format. */
export interface TokenEndpointSubjects {
  readonly ours: Subject;
  readonly oursOnPostgres: Subject | undefined;
  readonly peer: Subject;
  readonly bare: Readonly<Record<'opaque' | 'es256', Contender>>;
}

/** The rows of the token endpoint, introspection with it. */
export function tokenEndpointRows(
  { ours, oursOnPostgres, peer, bare }: TokenEndpointSubjects,
  { seconds, codes }: RoundSize,
): readonly Row[] {
  const subjects = [ours, ...(oursOnPostgres === undefined ? [] : [oursOnPostgres]), peer];
  const budgets = (overPeer: number, limit?: { readonly name: string; readonly atLeast: number }): readonly Budget[] => [
    { of: ours.name, against: peer.name, atLeast: overPeer },
    ...(limit === undefined ? [] : [{ of: ours.name, against: limit.name, atLeast: limit.atLeast }]),
    ...(oursOnPostgres === undefined ? [] : [{ of: oursOnPostgres.name, against: ours.name, atLeast: 1 }]),
  ];
  return [
    {
      work: 'client_credentials, opaque',
      contenders: [
        ...contenders(
          subjects,
          ({ endpoint }) =>
            () =>
              clientCredentialsJob(endpoint, seconds),
        ),
        bare.opaque,
      ],
      budgets: budgets(2, { name: bare.opaque.name, atLeast: 0.6 }),
    },
    {
      work: 'client_credentials, JWT ES256',
      contenders: [
        ...contenders(
          subjects,
          ({ jwt }) =>
            () =>
              clientCredentialsJob(jwt.endpoint, seconds, jwt.parameters),
        ),
        bare.es256,
      ],
      budgets: budgets(2.2, { name: bare.es256.name, atLeast: 0.75 }),
    },
    {
      work: 'code + PKCE exchange',
      contenders: contenders(subjects, (subject) => async () => codeExchangeJob(subject.endpoint, await subject.makeCodes(codes))),
      budgets: budgets(2),
    },
    {
      work: 'refresh with rotation',
      // New chains every round: the end of a round cuts requests off, and what they rotated is not known.
      contenders: contenders(subjects, (subject) => async () => {
        const starts = await redeemForRefreshTokens(subject.endpoint, await subject.makeCodes(connections));
        return refreshJob(subject.endpoint, starts, seconds);
      }),
      budgets: budgets(2),
    },
    {
      work: 'introspection, opaque',
      contenders: contenders(subjects, (subject) => {
        const accessToken = once(() => obtainAccessToken(subject.endpoint));
        return async () => introspectionJob(subject.endpoint, subject.introspectionPath, await accessToken(), seconds);
      }),
      budgets: budgets(2),
    },
  ];
}
