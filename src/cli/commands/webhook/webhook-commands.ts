import type { CommandEntry } from '../../command.ts';

/** Every `grantry webhook` command. */
export const webhookCommands: readonly CommandEntry[] = [
  {
    path: ['webhook', 'list'],
    summary: 'List the webhooks.',
    load: async () => (await import('./list.ts')).listWebhooks,
  },
  {
    path: ['webhook', 'create'],
    summary: 'Have a URL told of events.',
    load: async () => (await import('./create.ts')).createWebhook,
  },
  {
    path: ['webhook', 'show'],
    summary: 'Show a webhook.',
    load: async () => (await import('./show.ts')).showWebhook,
  },
  {
    path: ['webhook', 'update'],
    summary: 'Change a webhook.',
    load: async () => (await import('./update.ts')).updateWebhook,
  },
  {
    path: ['webhook', 'delete'],
    summary: 'Delete a webhook.',
    load: async () => (await import('./delete.ts')).deleteWebhook,
  },
  {
    path: ['webhook', 'rotate-secret'],
    summary: 'Give a webhook a new secret.',
    load: async () => (await import('./rotate-secret.ts')).rotateWebhookSecret,
  },
  {
    path: ['webhook', 'test'],
    summary: 'Send a webhook a test.',
    load: async () => (await import('./send-test.ts')).testWebhook,
  },
  {
    path: ['webhook', 'deliveries'],
    summary: 'List what a webhook was told.',
    load: async () => (await import('./deliveries.ts')).listDeliveries,
  },
  {
    path: ['webhook', 'replay'],
    summary: 'Send a delivery again.',
    load: async () => (await import('./replay.ts')).replayDelivery,
  },
];
