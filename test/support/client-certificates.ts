import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { request } from 'node:https';
import { join } from 'node:path';

/** A certificate and its key in PEM files. */
export interface CertificateFiles {
  readonly cert: string;
  readonly key: string;
}

/** What a certificate shall say. */
export interface CertificateWish {
  /** As `openssl req -subj` takes it. */
  readonly subject: string;
  /** As in `subjectAltName`. */
  readonly alternativeNames?: string;
  /** Who vouches for it; undefined signs itself. */
  readonly issuer?: CertificateFiles;
  readonly isAuthority?: boolean;
  /** The purposes in `extendedKeyUsage`. */
  readonly purposes?: string;
}

/** Makes certificates with the `openssl` command, with keys on P-256. */
export function makeCertificate(folder: string, name: string, wish: CertificateWish): CertificateFiles {
  const [cert, key] = [join(folder, `${name}.pem`), join(folder, `${name}.key`)];
  const args = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2'];
  args.push('-subj', wish.subject, '-keyout', key, '-out', cert, '-addext', `basicConstraints=critical,CA:${wish.isAuthority === true}`);
  if (wish.alternativeNames !== undefined) args.push('-addext', `subjectAltName=${wish.alternativeNames}`);
  if (wish.purposes !== undefined) args.push('-addext', `extendedKeyUsage=${wish.purposes}`);
  if (wish.issuer !== undefined) args.push('-CA', wish.issuer.cert, '-CAkey', wish.issuer.key);
  execFileSync('openssl', args, { stdio: 'ignore' });
  return { cert, key };
}

/** What is sent, as HTTP clients describe it to a `fetch` of somebody else's. */
export interface SendOptions {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/** Sends over connections that show a certificate, or none, and believe the server's. */
export function fetchShowing(
  shown: CertificateFiles | undefined,
  serverCert: string,
): (url: string, options?: SendOptions) => Promise<Response> {
  const tls = {
    ca: readFileSync(serverCert),
    ...(shown === undefined ? {} : { cert: readFileSync(shown.cert), key: readFileSync(shown.key) }),
  };
  return (url, { method = 'GET', headers = {}, body } = {}) =>
    new Promise((resolve, reject) => {
      const sent = request(url, { ...tls, method, headers, agent: false }, (answer) => {
        const chunks: Buffer[] = [];
        answer.on('data', (chunk: Buffer) => chunks.push(chunk));
        answer.on('error', reject);
        answer.on('end', () => {
          const answered = Object.entries(answer.headers).map(([name, value]): [string, string] => [name, String(value)]);
          resolve(new Response(Buffer.concat(chunks), { status: answer.statusCode ?? 0, headers: answered }));
        });
      });
      sent.on('error', reject);
      sent.end(body === undefined || body === null ? undefined : String(body));
    });
}
