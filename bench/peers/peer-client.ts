/** The client the peers know. Its secret is as long as ours. */
export const peerClient = {
  id: '0b9f1c5e-4f5e-4c53-9f0c-1f6a4c1f7d11',
  secret: 'peer_secret_of_a_benchmark_that_nobody_else_will_ever_know_0123456789abcdefg',
  /** The same client, but for its key in place of the secret. */
  signingId: '5d3f9f4e-1c55-4f0a-8a63-0b6f0c2f7d12',
  issuer: 'http://127.0.0.1',
  redirectUri: 'http://127.0.0.1:9876/callback',
} as const;
