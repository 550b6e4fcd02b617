import { commandLine, hasProgram, run, say } from './terminal.ts';

/** One HTTP request, shown as the curl line that makes it. */
export interface CurlRequest {
  readonly method?: 'POST';
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent form-encoded. */
  readonly form?: Readonly<Record<string, string>>;
  readonly json?: unknown;
  /** Prints where the answer redirects instead of its body. */
  readonly printsRedirect?: boolean;
}

const hasCurl = hasProgram('curl');

const toWords = ({ method, url, headers = {}, form = {}, json, printsRedirect = false }: CurlRequest): readonly string[] => [
  'curl',
  '-s',
  ...(printsRedirect ? ['-o', '/dev/null', '-w', '%{redirect_url}'] : []),
  ...(method === undefined ? [] : ['-X', method]),
  ...Object.entries(headers).flatMap(([name, value]) => ['-H', `${name}: ${value}`]),
  ...(json === undefined ? [] : ['-H', 'Content-Type: application/json', '-d', JSON.stringify(json)]),
  ...Object.entries(form).flatMap(([name, value]) => [/^[\w.~-]*$/.test(value) ? '-d' : '--data-urlencode', `${name}=${value}`]),
  url,
];

const fetchInstead = async ({ method, url, headers = {}, form, json, printsRedirect = false }: CurlRequest): Promise<string> => {
  const isPost = method === 'POST' || form !== undefined || json !== undefined;
  const response = await fetch(url, {
    method: isPost ? 'POST' : 'GET',
    redirect: 'manual',
    headers: { ...headers, ...(json === undefined ? {} : { 'content-type': 'application/json' }) },
    ...(json === undefined ? {} : { body: JSON.stringify(json) }),
    ...(form === undefined ? {} : { body: new URLSearchParams(form) }),
  });
  return printsRedirect ? (response.headers.get('location') ?? '') : response.text();
};

/** Shows the curl line, makes the request, shows the answer. Without curl, Node makes the same request. */
export async function curl(request: CurlRequest): Promise<string> {
  const words = toWords(request);
  const [command = '', ...args] = words;
  say(`$ ${commandLine(words)}`);
  if (!hasCurl) say('(curl is not installed: Node makes this request)');
  const answer = hasCurl ? (await run(command, args, process.env)).stdout : await fetchInstead(request);
  say(`${answer.trimEnd()}\n`);
  return answer;
}
