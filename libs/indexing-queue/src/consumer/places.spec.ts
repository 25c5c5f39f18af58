import { Place } from './place';
import { Places } from './places';

describe('Places', () => {
  let places: Places;
  let polling: string[];
  beforeEach(() => {
    places = new Places(2);
    polling = [];
  });

  const goOn = () => new Promise(setImmediate);
  const poll = (...lanes: string[]) => {
    for (const lane of lanes) void places.forPoll(lane).then(() => polling.push(lane), () => polling.push(`not ${lane}`));
    return goOn();
  };
  async function receive(lane: string): Promise<Place> {
    const place = new Place(places, lane);
    await place.enter();
    return place;
  }

  it('lets as many lanes poll as there are, the others when a message has left', async () => {
    await poll('a', 'b', 'c', 'd');
    expect(polling).toEqual(['a', 'b']);
    const message = await receive('a');
    message.leave();
    await goOn();
    expect(polling).toEqual(['a', 'b', 'c']);
  });

  it('lets a lane poll again in its place when nothing came', async () => {
    await poll('a', 'b', 'c');
    await poll('a');
    expect(polling).toEqual(['a', 'b', 'a']);
  });

  it('keeps the place of a lane until its last message has left, however often one says so', async () => {
    await poll('a', 'b', 'c');
    const [first, second] = [await receive('a'), await receive('a')];
    first.leave();
    first.leave();
    await goOn();
    expect(polling).toEqual(['a', 'b']);
    second.leave();
    await goOn();
    expect(polling).toEqual(['a', 'b', 'c']);
  });

  it('lets a message come back to work for another attempt, when there is room', async () => {
    await poll('a', 'b');
    const [returning, other] = [await receive('a'), await receive('b')];
    returning.leave();
    await poll('c');
    const back = returning.enter();
    await expect(Promise.race([back, goOn().then(() => 'no room')])).resolves.toBe('no room');
    other.leave();
    await back;
    expect(polling).toEqual(['a', 'b', 'c']);
  });

  it('lets nobody poll once closed, but messages in hand finish', async () => {
    await poll('a', 'b', 'c');
    const [returning, other] = [await receive('a'), await receive('b')];
    places.close(new Error('shutting down'));
    await poll('d');
    expect(polling).toEqual(['a', 'b', 'not c', 'not d']);
    returning.leave();
    await returning.enter();
    other.leave();
  });
});
