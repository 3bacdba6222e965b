// Progress: a label and a count for each step of an import.

type Step = (done: number, total?: number) => void;

/** Shows how far a step is; without a total, only how many there are so far. */
export type ShowProgress = (label: string) => { readonly step: Step; readonly end: () => void };

/** Shows the progress of some work until it ends. */
export async function withProgress<T>(
  show: ShowProgress,
  label: string,
  work: (step: Step) => Promise<T>,
): Promise<T> {
  const shown = show(label);
  try {
    return await work(shown.step);
  } finally {
    shown.end();
  }
}
