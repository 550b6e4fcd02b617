import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { ConnectionCount } from '../broker/ports.ts';
import type { Awaitable } from '../protocol/commit.ts';
import { connectionsGauge } from './connections-gauge.ts';

/** What the server counts and times, for Prometheus. */
export interface Metrics {
  readonly registry: Registry;
  /** One request answered. `route` is the pattern, not the path, so that ids do not become labels. */
  request(method: string, route: string, status: number, durationSeconds: number): void;
  /** One decision of a room: what it was about, what was decided and, for a refusal, the error code. */
  decision(subject: string, action: string, error: string): void;
  /** Tokens issued, by grant type. */
  issued(grantType: string): void;
  /** One call of a provider's token endpoint, by outcome. */
  providerRefresh(provider: string, outcome: string): void;
  /** One question for a provider's token, by what was answered. */
  handOut(provider: string, outcome: string): void;
  /** Names who counts the connections there are, whenever somebody reads the metrics. */
  countConnections(count: () => Awaitable<readonly ConnectionCount[]>): void;
  /** One attempt to deliver a webhook, by outcome. */
  webhookDelivery(outcome: string): void;
  /** How many providers have stored settings that cannot be used. */
  providerProblems(count: number): void;
  /** One flush of the store: how many requests shared it, and how long it took. */
  commit(facts: { readonly requests: number; readonly writes: number; readonly milliseconds: number }): void;
  /** By how many seconds this node's clock is ahead of the database's. */
  clockOffset(seconds: number): void;
  /** The version, as a label. */
  version(version: string): void;
}

/** Finds what is counted under some labels once, and by one key from then on: finding it hashes all labels each time. */
function byLabels<Child>(find: (...labels: string[]) => Child): (...labels: string[]) => Child {
  const known = new Map<string, Child>();
  return (...labels) => {
    const key = labels.join('\n');
    const child = known.get(key) ?? find(...labels);
    known.set(key, child);
    return child;
  };
}

/** Makes the metrics of one server, in a registry of its own. */
export function makeMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry, prefix: 'grantry_' });
  const registers = [registry];
  const requests = new Histogram({
    name: 'grantry_http_request_duration_seconds',
    help: 'Time from the first byte of a request to the end of its answer.',
    labelNames: ['method', 'route', 'status'] as const,
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers,
  });
  const decisions = new Counter({
    name: 'grantry_decisions_total',
    help: 'Decisions by subject, action and, for refusals, error code.',
    labelNames: ['subject', 'action', 'error'] as const,
    registers,
  });
  const issued = new Counter({
    name: 'grantry_tokens_issued_total',
    help: 'Token answers by grant type.',
    labelNames: ['grant_type'] as const,
    registers,
  });
  const refreshes = new Counter({
    name: 'grantry_provider_refreshes_total',
    help: "Calls of providers' token endpoints to refresh a connection, by outcome.",
    labelNames: ['provider', 'outcome'] as const,
    registers,
  });
  const handOuts = new Counter({
    name: 'grantry_hand_outs_total',
    help: "Questions for a provider's token, by what was answered.",
    labelNames: ['provider', 'outcome'] as const,
    registers,
  });
  const connections = connectionsGauge(registry);
  const deliveries = new Counter({
    name: 'grantry_webhook_deliveries_total',
    help: 'Attempts to deliver a webhook, by outcome.',
    labelNames: ['outcome'] as const,
    registers,
  });
  const providerProblems = new Gauge({
    name: 'grantry_provider_problems',
    help: 'Providers whose stored settings cannot be used.',
    registers,
  });
  const commitSizes = new Histogram({
    name: 'grantry_store_commit_requests',
    help: 'Requests that shared one flush of the store.',
    buckets: [1, 2, 4, 8, 16, 32, 64, 128, 256],
    registers,
  });
  const commitWrites = new Counter({ name: 'grantry_store_writes_total', help: 'Writes the store made durable.', registers });
  const commitTimes = new Histogram({
    name: 'grantry_store_commit_duration_seconds',
    help: 'Time one flush of the store took.',
    buckets: [0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.5, 1],
    registers,
  });
  const clockOffset = new Gauge({
    name: 'grantry_clock_offset_seconds',
    help: "How far this node's clock is ahead of the database's, by which all nodes go.",
    registers,
  });
  const info = new Gauge({ name: 'grantry_info', help: 'Always 1; the version is a label.', labelNames: ['version'] as const, registers });
  const requestTimes = byLabels((method = '', route = '', status = '') => requests.labels(method, route, status));
  const decisionCount = byLabels((subject = '', action = '', error = '') => decisions.labels(subject, action, error));
  const issuedCount = byLabels((grantType = '') => issued.labels(grantType));
  const handOutCount = byLabels((provider = '', outcome = '') => handOuts.labels(provider, outcome));
  return {
    registry,
    request: (method, route, status, durationSeconds) => requestTimes(method, route, String(status)).observe(durationSeconds),
    decision: (subject, action, error) => decisionCount(subject, action, error).inc(),
    issued: (grantType) => issuedCount(grantType).inc(),
    providerRefresh: (provider, outcome) => refreshes.labels(provider, outcome).inc(),
    handOut: (provider, outcome) => handOutCount(provider, outcome).inc(),
    countConnections: connections,
    webhookDelivery: (outcome) => deliveries.labels(outcome).inc(),
    providerProblems: (count) => providerProblems.set(count),
    commit: (facts) => {
      commitSizes.observe(facts.requests);
      commitWrites.inc(facts.writes);
      commitTimes.observe(facts.milliseconds / 1000);
    },
    clockOffset: (seconds) => clockOffset.set(seconds),
    version: (version) => info.labels(version).set(1),
  };
}
