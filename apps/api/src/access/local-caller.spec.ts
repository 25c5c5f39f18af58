import { isLocalCaller } from './local-caller';

describe('a request without a key', () => {
  it.each(['127.0.0.1:3000', 'localhost:3000', 'localhost', 'LOCALHOST:80', '[::1]:3000', '127.8.9.10'])('may be meant for %s', (host) => {
    expect(isLocalCaller({ headers: { host } }, [])).toBe(true);
    expect(isLocalCaller({ headers: { host, origin: `http://${host}` } }, [])).toBe(true);
  });

  it.each(['faces.example', '0.0.0.0:3000', '192.168.1.7:3000', 'localhost.example', '127.0.0.1.example', '127.0.0.1:3000.example', ''])('may not be meant for "%s"', (host) => {
    expect(isLocalCaller({ headers: { host } }, ['*'])).toBe(false);
    expect(isLocalCaller({ headers: { host, origin: `http://${host}` } }, [])).toBe(false);
  });

  it('comes from no page of another site, unless that is allowed', () => {
    const from = (origin: string, ...allowed: string[]) => isLocalCaller({ headers: { host: '127.0.0.1:3000', origin } }, allowed);
    for (const origin of ['https://photos.example', 'null', 'http://127.0.0.1:4000', 'https://127.0.0.1:3000', '']) expect(from(origin)).toBe(false);
    expect(from('https://photos.example', 'https://photos.example')).toBe(true);
    expect(from('https://photos.example', '*')).toBe(true);
    expect(from('https://other.example', 'https://photos.example')).toBe(false);
  });
});
