import { bundledApp } from '../../../tools/testing/bundled-app';
import { aDataDirectory, type DataDirectory } from '../../../tools/testing/data-directory';
import { startInVain, startUnfitStores, wrongSettings, type UnfitStores } from '../../../tools/testing/wrong-settings';

let main: string;
let directory: DataDirectory;
let stores: UnfitStores;

beforeAll(async () => {
  [main, directory, stores] = await Promise.all([bundledApp('api'), aDataDirectory(), startUnfitStores()]);
});
afterAll(async () => {
  await stores?.close();
  await directory?.remove();
});

describe('the api process', () => {
  it.each(wrongSettings)('does not start with %s: one line names the setting and what to do', async (_what, wrong, message) => {
    const { code, said } = await startInVain(main, { DATA_DIR: directory.path, PORT: '0', PINECONE_CONTROLLER_HOST: stores.pinecone.url, ...wrong(stores) });
    expect(code).toBe(1);
    // Of settings that can be told to be wrong without asking anybody all are listed, each on a line of its own.
    const [line, ...more] = said.trim().replace('The settings cannot be used:\n  ', '').split('\n');
    expect(line).toMatch(/^The API cannot start\. /);
    expect(line).toMatch(message);
    expect(line).not.toContain('secret');
    expect(more).toEqual([]);
  });
});
