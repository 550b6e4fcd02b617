import type { HttpErrorLike } from '../request/request-error.ts';
import type { TokenRequest } from '../tokens/token-request.ts';
import type { TokenOwner } from '../tokens/token-store.ts';

/** What to do when GitHub does not accept the app's JWT. */
export function remedyForApp({ status, message }: HttpErrorLike, { appId, baseUrl }: TokenOwner): string | undefined {
  if (status !== 401) return undefined;
  if (message.includes('could not be decoded'))
    return `The private key is not one of app ${appId} at ${baseUrl}: compare the App ID or Client ID with the app whose settings list this key, and the host with the one the app lives on.`;
  if (message.includes('Integration not found') || message.includes('Bad credentials'))
    return `${baseUrl} knows no app ${appId} with this key: check appId, and the baseUrl of the request option if the app lives on another host.`;
  return undefined;
}

/** What to do when GitHub makes no token for an installation. */
export function remedyForInstallation(error: HttpErrorLike, owner: TokenOwner, request: TokenRequest): string | undefined {
  const { installationId, permissions, repositoryIds, repositoryNames } = request;
  switch (error.status) {
    case 401:
      return remedyForApp(error, owner);
    case 403:
      return error.message.includes('suspended')
        ? `Installation ${installationId} is suspended: its owner or the app's can end that in the settings of the installation.`
        : undefined;
    case 404:
      return `App ${owner.appId} has no installation ${installationId} at ${owner.baseUrl}: installing it again gives it another id. "GET /app/installations" lists them.`;
    case 422: {
      const asked = [permissions && 'permissions', (repositoryIds ?? repositoryNames) && 'repositories'].filter(Boolean).join(' and ');
      return asked === ''
        ? undefined
        : `Installation ${installationId} was not granted all the ${asked} asked for: its owner has to accept or add them.`;
    }
    default:
      return undefined;
  }
}

/** What an installation token lacks, by GitHub's own list of what would do: `contents=read; contents=write,issues=read`. */
export function remedyForPermission(error: HttpErrorLike, route: string): string | undefined {
  const accepted = error.response?.headers['x-accepted-github-permissions'];
  if (error.status !== 403 || typeof accepted !== 'string' || accepted === '') return undefined;
  return `${route} needs one of these permissions: ${accepted}. Add it in the settings of the app, and have the installation's owner accept it.`;
}

/** What to do when a route needs an installation and none was named. */
export const remedyForRoute = (route: string): string =>
  `"${route}" is answered to installations, not to the app. Set installationId, or use an octokit made for an installation; ` +
  '"GET /repos/{owner}/{repo}/installation" tells which one has a repository.';
