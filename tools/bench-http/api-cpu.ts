import { readdir, readFile } from 'node:fs/promises';

/**
 * CPU milliseconds that a process has spent so far, user and system, in all its threads. From the scheduler's books, since
 * /proc/PID/stat counts in steps of 10 ms. The service's threads live as long as it does; one that ends takes its time along.
 */
export async function processCpuMs(pid: number): Promise<number> {
  const threads = await readdir(`/proc/${pid}/task`);
  const books = await Promise.all(threads.map((thread) => readFile(`/proc/${pid}/task/${thread}/schedstat`, 'utf8').catch(() => '0')));
  return books.reduce((sum, book) => sum + Number(book.split(' ', 1)[0]), 0) / 1e6;
}

/** What a process spent on some work that others may do, too. */
export async function cpuMsOf(pid: number, work: () => Promise<unknown>): Promise<number> {
  const before = await processCpuMs(pid);
  await work();
  return (await processCpuMs(pid)) - before;
}
