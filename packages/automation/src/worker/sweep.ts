/** Sweeps at once and then again and again, one after the other; the answer ends that. */
export function startSweeping(options: {
  /** Time between two beginnings (ms). */
  readonly everyMs: number
  readonly sweep: () => Promise<void>
  readonly report: (error: unknown) => void
}): () => void {
  let isStopped = false
  let timer: NodeJS.Timeout | undefined
  const run = async (): Promise<void> => {
    const begun = performance.now()
    await options.sweep().catch(options.report)
    if (isStopped) return
    timer = setTimeout(() => void run(), Math.max(0, options.everyMs - (performance.now() - begun)))
  }
  void run()
  return () => {
    isStopped = true
    clearTimeout(timer)
  }
}
