/** Reads a body as UTF-8 text; undefined as soon as it grows beyond `maxBytes`, without reading on. */
export async function readBounded(body: AsyncIterable<Uint8Array> | null, maxBytes: number): Promise<string | undefined> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of body ?? []) {
    length += chunk.byteLength;
    if (length > maxBytes) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
