import type { Socket } from 'node:net';

interface Refusal {
  readonly status: string;
  readonly message: string;
}

const refusals: Readonly<Record<string, Refusal>> = {
  ERR_HTTP_REQUEST_TIMEOUT: { status: '408 Request Timeout', message: 'The request took too long to arrive.' },
  HPE_HEADER_OVERFLOW: {
    status: '431 Request Header Fields Too Large',
    message: 'The URL and the headers are longer than 16 KiB together.',
  },
};
const otherwise: Refusal = { status: '400 Bad Request', message: 'This is no HTTP request.' };

/**
 * Answers what could not be read as a request, and ends the connection once the answer is out: what follows on it cannot be told apart
 * from the rest of the broken one, and a client must not send its next request there (RFC 9112 §9.6).
 */
export function refuseBrokenRequest(error: Error & { readonly code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const { status, message } = refusals[error.code ?? ''] ?? otherwise;
  const body = JSON.stringify({ message });
  const headers = `Content-Type: application/json; charset=utf-8\r\nContent-Length: ${body.length}\r\nCache-Control: no-store\r\nConnection: close`;
  socket.end(`HTTP/1.1 ${status}\r\n${headers}\r\n\r\n${body}`);
}
