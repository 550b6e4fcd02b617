import {
  clientCredentialsJob,
  codeExchangeJob,
  connections,
  introspectionJob,
  obtainAccessToken,
  redeemForRefreshTokens,
  refreshJob,
} from '../load/token-requests.ts';
import type { Contender, Row } from '../measure.ts';
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

/** The rows of the token endpoint. `subjects` are ours first and then the peers; `bare` are the limits by token format. */
export function tokenEndpointRows(
  subjects: readonly Subject[],
  bare: Readonly<Record<'opaque' | 'es256', Contender>>,
  peer: string,
  { seconds, codes }: RoundSize,
): readonly Row[] {
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
      budgets: [
        { against: peer, atLeast: 2 },
        { against: bare.opaque.name, atLeast: 0.6 },
      ],
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
      budgets: [
        { against: peer, atLeast: 2.2 },
        { against: bare.es256.name, atLeast: 0.75 },
      ],
    },
    {
      work: 'code + PKCE exchange',
      contenders: contenders(subjects, (subject) => async () => codeExchangeJob(subject.endpoint, await subject.makeCodes(codes))),
      budgets: [{ against: peer, atLeast: 2 }],
    },
    {
      work: 'refresh with rotation',
      // New chains every round: the end of a round cuts requests off, and what they rotated is not known.
      contenders: contenders(subjects, (subject) => async () => {
        const starts = await redeemForRefreshTokens(subject.endpoint, await subject.makeCodes(connections));
        return refreshJob(subject.endpoint, starts, seconds);
      }),
      budgets: [{ against: peer, atLeast: 2 }],
    },
    {
      work: 'introspection, opaque',
      contenders: contenders(subjects, (subject) => {
        const accessToken = once(() => obtainAccessToken(subject.endpoint));
        return async () => introspectionJob(subject.endpoint, subject.introspectionPath, await accessToken(), seconds);
      }),
      budgets: [{ against: peer, atLeast: 2 }],
    },
  ];
}
