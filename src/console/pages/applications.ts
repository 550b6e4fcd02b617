import { defaultClientSettings } from '../../engine/clients/default-client.ts';
import { createClient } from '../../engine/clients/manage-clients.ts';
import { readApplicationForm, toApplicationErrors, toClientInput } from '../forms/application-form.ts';
import { getService } from '../get-service.ts';
import { definePage, type MemberVisit, type Page, type PageAnswer } from '../page.ts';
import { recordEvent } from '../record-event.ts';
import { renderApplicationsPage } from '../views/applications.ts';
import { renderNewApplicationPage } from '../views/new-application.ts';

async function list({ context, frame }: MemberVisit): Promise<PageAnswer> {
  const applications = await context.engine.facts.listClients(context.serviceId);
  return { answer: 'show', page: renderApplicationsPage({ frame, applications }) };
}

const showForm = ({ frame }: MemberVisit): PageAnswer => ({
  answer: 'show',
  page: renderNewApplicationPage({ frame, values: readApplicationForm(new URLSearchParams()), errors: {} }),
});

async function create(visit: MemberVisit): Promise<PageAnswer> {
  const { context, frame, form, user } = visit;
  const values = readApplicationForm(form);
  const { clientType } = values;
  const input = { ...toClientInput(values, defaultClientSettings(clientType).grantTypes), clientType };
  const decision = await createClient(context.engine, { service: await getService(context), input, createdBy: user.id });
  switch (decision.action) {
    case 'save':
      recordEvent(visit, { event: 'app_created', target: `app:${decision.client.clientId}`, details: { name: decision.client.name } });
      return { answer: 'go', to: `/applications/${decision.client.number}` };
    case 'reject':
      return {
        answer: 'show',
        status: 400,
        page: renderNewApplicationPage({ frame, values, errors: toApplicationErrors(decision.faults) }),
      };
    case 'refuse':
      return { answer: 'refuse', status: 400, text: decision.error.message };
  }
}

/** `/applications`: what may ask for tokens, and the form that registers more. */
export const applicationsPage: Page = definePage({
  access: 'admin',
  routes: [
    { method: 'GET', path: '/applications', run: list },
    { method: 'GET', path: '/applications/new', run: showForm },
    { method: 'POST', path: '/applications', run: create },
  ],
});
