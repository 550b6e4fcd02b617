import { CommandFailure } from '../command-failure.ts';
import type { ApiResponse } from './call-api.ts';

/** A JSON object whose members are not known yet. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** Whether a decoded value is a JSON object. */
export const isJsonObject = (value: unknown): value is JsonObject => typeof value === 'object' && value !== null && !Array.isArray(value);

/** A member as text; empty if it is absent or something else. */
export function textOf(object: JsonObject, member: string): string {
  const value = object[member];
  return typeof value === 'string' ? value : '';
}

/** The objects of a list; none if it is no list. */
export const objectsOf = (object: JsonObject, member: string): readonly JsonObject[] => {
  const value = object[member];
  return Array.isArray(value) ? value.filter(isJsonObject) : [];
};

/** The fields that did not pass, and why; without those that only say what was said. */
const faultsIn = (body: JsonObject, said: string): readonly string[] =>
  objectsOf(body, 'validations')
    .filter((fault) => textOf(fault, 'detail') !== said)
    .map((fault) => `${textOf(fault, 'field')}: ${textOf(fault, 'detail')}`);

/** The server's own words for its refusal: the REST API's, or OAuth's. */
function reasonOf({ status, body }: ApiResponse): string {
  if (!isJsonObject(body)) return `status ${status}`;
  const words = [textOf(body, 'message') || textOf(body, 'error_description') || textOf(body, 'error'), textOf(body, 'detail')];
  const said = words.filter((word) => word !== '').join(' ') || `status ${status}`;
  return [said, ...faultsIn(body, said)].join('\n  ');
}

/** What is said of a server that is there, and is another. */
export const notGrantry = (url: string): CommandFailure =>
  new CommandFailure(`${url} does not answer as a Grantry server does`, "--server-url <url> or GRANTRY_URL, with the server's own address");

/**
 * The body of an answer that says yes.
 *
 * @param nextSteps - what to try next, by the status of the refusal
 * @throws CommandFailure with the server's words if it says no, or does not answer in JSON.
 */
export function readAnswer(url: string, response: ApiResponse, nextSteps: Readonly<Record<number, string>> = {}): JsonObject {
  if (response.status === 204) return {};
  if (response.status >= 200 && response.status < 300 && isJsonObject(response.body)) return response.body;
  if (response.status >= 200 && response.status < 400) throw notGrantry(url);
  const { status, body, text } = response;
  throw new CommandFailure(`${url} refused: ${reasonOf(response)}`, nextSteps[status], { answer: { status, body: body ?? text } });
}
