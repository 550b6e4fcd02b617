/** The limit for hand-outs: Fastify answering a JSON body of the same shape from memory. */
import Fastify from 'fastify';

const server = Fastify();
const body = {
  access_token: 'a-token-that-is-about-as-long-as-those-of-github',
  token_extra: null,
  url: '',
  type: 'github',
  username: 'a-token-that-is-about-as-long-as-those-of-github',
  password: '',
  expires_at: '2030-01-01T00:00:00Z',
};
server.get('/api/v2/workspaceagents/me/external-auth', async () => body);
process.stdout.write(`listening ${await server.listen({ host: '127.0.0.1', port: 0 })}\n`);
process.once('SIGTERM', () => server.close());
