import type { FastifyRequest } from 'fastify';

/** What a client sent, for the engine to judge. */
export interface ClientCall {
  readonly parameters: string;
  readonly clientId?: string;
  readonly clientSecret?: string;
}

/** What a client sent with a proof of possession (RFC 9449). */
export interface ProvenCall extends ClientCall {
  readonly dpop?: string;
  readonly htm: string;
  readonly htu: string;
}

/** The id and the secret of an `Authorization: Basic` header (RFC 6749 §2.3.1). */
export function readBasic(header: string | undefined): readonly [id: string, secret: string] | undefined {
  const [, encoded] = /^basic +(\S+)$/i.exec(header ?? '') ?? [];
  const [, id, secret] = /^([^:]*):(.*)$/s.exec(Buffer.from(encoded ?? '', 'base64').toString()) ?? [];
  if (id === undefined || secret === undefined) return undefined;
  const decode = (text: string): string => new URLSearchParams(`x=${text}`).get('x') ?? '';
  return [decode(id), decode(secret)];
}

/** Hands on the form as it came, with the credentials of the header. */
export function readClientCall({ body, headers }: FastifyRequest): ClientCall {
  const [clientId, clientSecret] = readBasic(headers.authorization) ?? [];
  return {
    parameters: typeof body === 'string' ? body : '',
    ...(clientId !== undefined && clientSecret !== undefined && { clientId, clientSecret }),
  };
}

/** The same, with the proof and what it must be made for. */
export function readProvenCall(request: FastifyRequest, issuer: string): ProvenCall {
  const { dpop } = request.headers;
  return {
    ...readClientCall(request),
    ...(typeof dpop === 'string' && { dpop }),
    htm: request.method,
    htu: issuer + request.url,
  };
}
