import type { Html } from '../html.ts';
import { renderMessagePage } from './message.ts';

/** Something a page could not do. */
export interface ErrorPageProps {
  readonly status: number;
  /** Finds the request in the log. */
  readonly requestId: string;
  /** What the person can know or do; never the exception's own text. */
  readonly text?: string;
}

interface Words {
  readonly title: string;
  readonly text: string;
}

const wordsByStatus: Readonly<Record<number, Words>> = {
  400: { title: 'That did not work', text: 'The request could not be read. Go back and try again.' },
  403: { title: 'Not allowed', text: 'Your account may not open this page. Ask an administrator if you think it should.' },
  404: { title: 'Not found', text: 'There is nothing at this address, or you have no access to it.' },
  405: { title: 'Not like this', text: 'This address exists, but not for this kind of request.' },
  413: { title: 'Too much', text: 'The form was larger than this page accepts.' },
  429: { title: 'Too many attempts', text: 'Wait a few minutes, then try again.' },
};
const unexpected: Words = { title: 'Something broke', text: 'The fault is ours, and it is in the log. Try again in a moment.' };

/** Says what went wrong by status, with the request's id. */
export function renderErrorPage({ status, requestId, text }: ErrorPageProps): Html {
  const words = wordsByStatus[status] ?? unexpected;
  return renderMessagePage({
    title: words.title,
    text: text ?? words.text,
    detail: `Status ${status}, request ${requestId}`,
    link: { path: '/', label: 'Go to the overview' },
  });
}
