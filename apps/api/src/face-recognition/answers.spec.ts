import type { Receipt } from '@facerec/catalog';
import { ImageDeletedError, IndexingFailedError } from '../problems/errors';
import { describeReceipt } from './answers';

const face = { faceId: 'f1', box: { left: 0.1, top: 0.2, width: 0.3, height: 0.4 }, confidence: 0.99 };

function aReceipt(facts: Partial<Receipt>): Receipt {
  return {
    jobId: 'j1', collectionId: 'demo', bucket: 'photos', key: 'a.jpg', state: 'indexed', detectionId: 'd1', faces: [], passedOver: [],
    problem: null, finishedAt: new Date(), ...facts,
  };
}

describe('describeReceipt', () => {
  it('tells the stored faces in the original\'s words', () => {
    expect(describeReceipt(aReceipt({ faces: [face] }))).toEqual({
      face_records: [{ face_id: 'f1', bounding_box: { left: 0.1, top: 0.2, width: 0.3, height: 0.4 }, confidence: 0.99, image_key: 'a.jpg' }],
      detection_id: 'd1',
      image_key: 'a.jpg',
    });
  });

  it('answers a photo without faces with no records', () => {
    expect(describeReceipt(aReceipt({ state: 'no_face' })).face_records).toEqual([]);
  });

  it('tells what is stored instead of a content that came too late', () => {
    expect(describeReceipt(aReceipt({ state: 'superseded', faces: [face] })).face_records).toHaveLength(1);
  });

  it('throws the problem of a failed receipt', () => {
    const receipt = aReceipt({ state: 'failed', detectionId: null, problem: { code: 'undecodable_image', detail: 'No.' } });
    expect(() => describeReceipt(receipt)).toThrow(IndexingFailedError);
  });

  it('throws when the photo was deleted in the meantime', () => {
    expect(() => describeReceipt(aReceipt({ state: 'superseded', detectionId: null }))).toThrow(ImageDeletedError);
  });
});
