import { Authlete } from '@authlete/typescript-sdk';
import { openService } from './open-service.ts';

/** Where the engine is, and how this front end proves itself to it. */
export interface EngineSettings {
  readonly url: string;
  /** An organization token, since the service is made on the first start. */
  readonly token: string;
  /** Who issues the tokens: this front end. */
  readonly issuer: string;
}

/** The engine, and which of its services this front end is for. */
export interface Engine {
  readonly api: Authlete;
  readonly serviceId: string;
  /** Reads the metadata document, of which the library knows no members. */
  readConfiguration(): Promise<unknown>;
}

/** Connects the official library to the service of this front end. */
export async function connectEngine({ url, token, issuer }: EngineSettings): Promise<Engine> {
  const api = new Authlete({ serverURL: url, bearer: token });
  const serviceId = await openService(api, issuer);
  const readConfiguration = async (): Promise<unknown> => {
    const response = await fetch(`${url}/api/${serviceId}/service/configuration`, { headers: { authorization: `Bearer ${token}` } });
    if (!response.ok) throw new Error(`the engine answered ${response.status}`);
    return response.json();
  };
  return { api, serviceId, readConfiguration };
}
