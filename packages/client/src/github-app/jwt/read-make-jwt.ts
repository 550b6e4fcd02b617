import { createSigner, type PrivateKey, type Sign } from '../keys/create-signer.ts';
import type { MakeJwt } from './app-jwt.ts';
import { type SignedJwt, signAppJwt } from './sign-app-jwt.ts';

/** The three ways to a signature; exactly one is given. */
export interface SigningOptions {
  readonly appId: number | string;
  readonly privateKey?: PrivateKey | undefined;
  readonly sign?: Sign | undefined;
  readonly createJwt?: ((appId: number | string, timeDifference?: number) => Promise<SignedJwt>) | undefined;
}

/** How an app's tokens are made. A private key is read at the first one, so that a wrong one rejects a promise instead of throwing at start. */
export function readMakeJwt({ appId, privateKey, sign, createJwt }: SigningOptions): MakeJwt {
  if (createJwt !== undefined) return (timeDifference) => createJwt(appId, timeDifference);
  let signer: Sign | Promise<Sign> | undefined = sign;
  return (timeDifference = 0) => {
    signer ??= createSigner(privateKey ?? '');
    const now = Math.floor(Date.now() / 1000) + timeDifference;
    if (typeof signer === 'function') return signAppJwt(appId, signer, now);
    return signer.then((ready) => {
      signer = ready;
      return signAppJwt(appId, ready, now);
    });
  };
}
