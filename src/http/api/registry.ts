import { createApp } from './oauth2-apps/create-app.ts';
import { createAppSecret } from './oauth2-apps/create-app-secret.ts';
import { deleteApp } from './oauth2-apps/delete-app.ts';
import { deleteAppSecret } from './oauth2-apps/delete-app-secret.ts';
import { getApp } from './oauth2-apps/get-app.ts';
import { listAppSecrets } from './oauth2-apps/list-app-secrets.ts';
import { listApps } from './oauth2-apps/list-apps.ts';
import { updateApp } from './oauth2-apps/update-app.ts';
import type { Operation } from './operation.ts';

/** Every operation of the REST API. Routes, OpenAPI and reference docs are computed from this list. */
export const operations: readonly Operation[] = [
  listApps,
  createApp,
  getApp,
  updateApp,
  deleteApp,
  listAppSecrets,
  createAppSecret,
  deleteAppSecret,
];
