import { fromPineconeId, toPineconeId } from './wire-record';

describe('ids on their way to Pinecone and back', () => {
  it.each(['7d444840-9dc0-11d1-b245-5ffdce74fad2', 'a_b#c:d/e?f&g+h=~'])('leaves %s as it is', (id) => {
    expect(toPineconeId(id)).toBe(id);
    expect(fromPineconeId(id)).toBe(id);
  });

  it.each(['a b', '100%', '%41', 'é', '日本 😀', 'tab\there'])('makes printable ASCII of %j', (id) => {
    expect(toPineconeId(id)).toMatch(/^[!-~]+$/);
    expect(fromPineconeId(toPineconeId(id))).toBe(id);
  });

  it('reads ids that somebody else wrote', () => {
    expect(fromPineconeId('100%')).toBe('100%');
  });
});
