import type { AdapterPayload } from 'oidc-provider';

const rows = new Map<string, AdapterPayload>();
const idsByGrant = new Map<string, string[]>();
const idByUid = new Map<string, string>();
const idByUserCode = new Map<string, string>();

/** Everything in maps, and nothing forgotten: oidc-provider's own adapter keeps the last thousand entries only. */
export class MapAdapter {
  readonly #model: string;

  constructor(model: string) {
    this.#model = model;
  }

  #key(id: string): string {
    return `${this.#model}:${id}`;
  }

  async upsert(id: string, payload: AdapterPayload): Promise<void> {
    const key = this.#key(id);
    rows.set(key, payload);
    if (payload.uid !== undefined) idByUid.set(payload.uid, id);
    if (payload.userCode !== undefined) idByUserCode.set(payload.userCode, id);
    if (payload.grantId === undefined) return;
    const ids = idsByGrant.get(payload.grantId);
    if (ids === undefined) idsByGrant.set(payload.grantId, [key]);
    else ids.push(key);
  }

  async find(id: string): Promise<AdapterPayload | undefined> {
    return rows.get(this.#key(id));
  }

  async findByUid(uid: string): Promise<AdapterPayload | undefined> {
    return this.find(idByUid.get(uid) ?? '');
  }

  async findByUserCode(userCode: string): Promise<AdapterPayload | undefined> {
    return this.find(idByUserCode.get(userCode) ?? '');
  }

  async consume(id: string): Promise<void> {
    const row = rows.get(this.#key(id));
    if (row !== undefined) row.consumed = Math.floor(Date.now() / 1000);
  }

  async destroy(id: string): Promise<void> {
    rows.delete(this.#key(id));
  }

  async revokeByGrantId(grantId: string): Promise<void> {
    for (const key of idsByGrant.get(grantId) ?? []) rows.delete(key);
    idsByGrant.delete(grantId);
  }
}
