import type { GitHubApp } from '../../broker/github-app/ports.ts';
import type { Provider } from '../../broker/model/provider.ts';
import { createGitHubApp } from './create-github-app.ts';

/** Finds the app of a provider. A provider that did not change stays the same object, and so its app, with the tokens it keeps. */
export function createGitHubApps(): (provider: Provider) => GitHubApp | undefined {
  const apps = new WeakMap<Provider, GitHubApp>();
  return (provider) => {
    const known = apps.get(provider);
    if (known !== undefined) return known;
    const { app, apiBaseUrl } = provider;
    if (app === undefined || apiBaseUrl === undefined) return undefined;
    const made = createGitHubApp(app, apiBaseUrl);
    apps.set(provider, made);
    return made;
  };
}
