import type { AppAnswer } from '../../broker/github-app/ports.ts';

/** For how long an owner's installation is believed, in milliseconds. */
const believed = 600_000;

/** The most owners that are remembered. */
const mostOwners = 10_000;

/** Remembers whose installation has which id. */
export interface InstallationIds {
  find(owner: string): Promise<AppAnswer<number>>;
  /** An installation that is gone: installed again, it has another id. */
  forget(installationId: number): void;
}

/** Asks once for all who want the same; what could not be found is asked for again. */
export function createInstallationIds(ask: (owner: string) => Promise<AppAnswer<number>>): InstallationIds {
  const known = new Map<string, { readonly answer: Promise<AppAnswer<number>>; readonly until: number; id?: number }>();
  return {
    find: (owner) => {
      const key = owner.toLowerCase();
      const before = known.get(key);
      if (before !== undefined && before.until > Date.now()) return before.answer;
      const answer = ask(owner).then((found) => {
        if (found.outcome === 'done') entry.id = found.value;
        else known.delete(key);
        return found;
      });
      const entry: { readonly answer: typeof answer; readonly until: number; id?: number } = { answer, until: Date.now() + believed };
      known.delete(key);
      known.set(key, entry);
      const [oldest] = known.size > mostOwners ? known.keys() : [];
      if (oldest !== undefined) known.delete(oldest);
      answer.catch(() => known.delete(key));
      return answer;
    },
    forget: (installationId) => {
      for (const [key, { id }] of known) if (id === installationId) known.delete(key);
    },
  };
}
