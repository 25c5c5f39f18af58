import { batches, sendAll } from './record-batches';

const limits = { count: 3, bytes: 10, bytesOf: (item: string) => item.length };
const cut = (...items: string[]) => [...batches(items, limits)];

describe('batches', () => {
  it('cuts by count and by bytes', () => {
    expect(cut('a', 'b', 'c', 'd')).toEqual([['a', 'b', 'c'], ['d']]);
    expect(cut('aaaa', 'bbbbbb', 'c')).toEqual([['aaaa', 'bbbbbb'], ['c']]);
    expect(cut('aaaaaa', 'bbbbbb')).toEqual([['aaaaaa'], ['bbbbbb']]);
  });

  it('leaves an item that is too large alone', () => {
    expect(cut('a', 'b'.repeat(11), 'c')).toEqual([['a'], ['b'.repeat(11)], ['c']]);
  });

  it('makes nothing of nothing', () => {
    expect(cut()).toEqual([]);
  });
});

describe('sendAll', () => {
  const ten = () => batches(Array.from({ length: 10 }, (_, i) => `${i}`), { ...limits, count: 1 });

  it('sends every batch, four at once', async () => {
    const sent: string[] = [];
    let underWay = 0;
    let most = 0;
    await sendAll(ten(), async ([item]) => {
      most = Math.max(most, ++underWay);
      await Promise.resolve();
      underWay--;
      sent.push(item as string);
    });
    expect(sent.sort()).toEqual(['0', '1', '2', '3', '4', '5', '6', '7', '8', '9']);
    expect(most).toBe(4);
  });

  it('sends nothing more after a failure, and settles when nothing is under way', async () => {
    const begun: string[] = [];
    const done: string[] = [];
    const outcome = sendAll(ten(), async ([item]) => {
      begun.push(item as string);
      if (item === '1') throw new Error('refused');
      await new Promise((resolve) => setTimeout(resolve, 10));
      done.push(item as string);
    });
    await expect(outcome).rejects.toThrow('refused');
    expect(begun).toEqual(['0', '1', '2', '3']);
    expect(done).toEqual(['0', '2', '3']);
  });
});
