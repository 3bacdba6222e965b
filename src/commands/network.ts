// The network: how the commands send requests, and how long each step may take. A test can replace both.

export interface Network {
  readonly fetch: typeof fetch;
  /** Time for the hub to answer one publish ping. */
  readonly hubTimeoutMs: number;
  /** Time for the live site to answer with the entity tags of all its feeds. */
  readonly siteTimeoutMs: number;
  /** Time for the live site to show what was uploaded. */
  readonly goLiveTimeoutMs: number;
  /** Pause between two checks of the live site. */
  readonly pollIntervalMs: number;
}

export const NETWORK: Network = {
  fetch,
  hubTimeoutMs: 10_000,
  siteTimeoutMs: 30_000,
  goLiveTimeoutMs: 60_000,
  pollIntervalMs: 1000,
};
