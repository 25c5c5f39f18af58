import { describeRecognition } from './recognition.contract';
import { startApi, startIndexer } from './service';

describeRecognition(async () => {
  const api = await startApi();
  const stopIndexer = await startIndexer(api);
  return {
    url: api.url,
    put: async (key, bytes) => void (await api.images.put('photos', key, bytes, 'image/jpeg')),
    stop: async () => {
      await stopIndexer();
      await api.stop();
    },
  };
});
