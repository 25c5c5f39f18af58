import type { Receipt, Receipts } from '@facerec/catalog';
import { ReceiptWaiter } from './receipt-waiter';

const image = { jobId: 'j1', collectionId: 'demo', bucket: 'photos', key: 'a.jpg' };
const receipt = { ...image, state: 'no_face' } as Receipt;
const nobodyLeaves = new AbortController().signal;

/** Finds the receipt at the given look, counted from 1. */
function receiptsThatComeAt(look: number): Receipts & { looks: number } {
  const receipts = { looks: 0, find: async () => (++receipts.looks >= look ? receipt : undefined) };
  return receipts as unknown as Receipts & { looks: number };
}

describe('ReceiptWaiter', () => {
  it('looks again until the receipt is there', async () => {
    const receipts = receiptsThatComeAt(3);
    const waiter = new ReceiptWaiter(receipts, { indexWaitMs: 10_000, maxMatches: 100 });
    await expect(waiter.wait(image, nobodyLeaves)).resolves.toBe(receipt);
    expect(receipts.looks).toBe(3);
  });

  it('gives up when the time is over', async () => {
    const waiter = new ReceiptWaiter(receiptsThatComeAt(Infinity), { indexWaitMs: 1, maxMatches: 100 });
    await expect(waiter.wait(image, nobodyLeaves)).resolves.toBeUndefined();
  });

  it('stops looking when the client has gone', async () => {
    const client = new AbortController();
    const waiter = new ReceiptWaiter(receiptsThatComeAt(Infinity), { indexWaitMs: 60_000, maxMatches: 100 });
    const waited = waiter.wait(image, client.signal);
    client.abort();
    await expect(waited).resolves.toBeUndefined();
  });

  it('holds no shutdown up', async () => {
    const waiter = new ReceiptWaiter(receiptsThatComeAt(Infinity), { indexWaitMs: 60_000, maxMatches: 100 });
    const waited = waiter.wait(image, nobodyLeaves);
    waiter.beforeApplicationShutdown();
    await expect(waited).resolves.toBeUndefined();
  });
});
