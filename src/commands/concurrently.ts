// Concurrency: the same job for many items, a few at a time, so that no server gets too many requests at once.

const AT_ONCE = 6;

/** Runs a job for every item, at most six at the same time. Rejects with the first error of a job. */
export async function forEachConcurrently<T>(
  items: readonly T[],
  job: (item: T) => Promise<void>,
): Promise<void> {
  const remaining = items.values();
  const worker = async () => {
    for (const item of remaining) await job(item);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}
