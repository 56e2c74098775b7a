/** How the server's process is best started. It runs without, and needs more memory then. */
export const SERVER_PROCESS = {
  /**
   * Room for new objects, in megabytes, in each thread: more is never given back, and takes longer to look through.
   * Most of what a server keeps is in arrays beside it. New objects are collected by the thread that made them: the
   * judge and the miner keep the processors busy, and waiting for others took up to 200 ms. Patterns are compiled at once:
   * nearly all are used again, and are compiled anew after some collections of garbage. Garbage can be asked to be collected,
   * which an idle server does.
   */
  execArgv: ['--max-semi-space-size=4', '--no-parallel-scavenge', '--no-regexp-tier-up', '--expose-gc'],
  /**
   * glibc otherwise keeps what was freed in each thread, up to twice the largest piece that was ever given back. Pieces of 32 KB
   * and more are given back at once: compilers take many (the judge's code alone left 100 MB behind), and once they are freed
   * something small always stays between them.
   */
  env: { MALLOC_ARENA_MAX: '2', MALLOC_TRIM_THRESHOLD_: '131072', MALLOC_MMAP_THRESHOLD_: '32768' },
} as const;
