import { InvalidMessageError } from './errors';
import { parseIndexingMessage } from './parse-indexing-message';
import { aMessage } from './testing/messages';

const parse = (fields: object) => parseIndexingMessage(JSON.stringify({ ...aMessage(), ...fields }));
const problemsOf = (body: string): readonly string[] => {
  try {
    parseIndexingMessage(body);
  } catch (error) {
    if (error instanceof InvalidMessageError) return error.problems;
    throw error;
  }
  return [];
};

describe('parseIndexingMessage', () => {
  it('reads what the original producers send', () => {
    const body = '{"job_id":"7f1e","collection_id":"Friends_2","s3_bucket":"my.photos-1","image_key":"2024/été +1.jpg","max_faces":5}';
    expect(parseIndexingMessage(body)).toEqual({
      job_id: '7f1e', collection_id: 'Friends_2', s3_bucket: 'my.photos-1', image_key: '2024/été +1.jpg', max_faces: 5,
    });
  });

  it('takes a missing or null max_faces for the limit of the service, and ignores fields it does not know', () => {
    expect(parse({ max_faces: undefined }).max_faces).toBeNull();
    expect(parse({ max_faces: null, later_field: [1] })).toEqual(aMessage());
  });

  it('names every field that is wrong', () => {
    const body = JSON.stringify({ job_id: '', collection_id: 'a b', s3_bucket: 'Photos', image_key: 'x'.repeat(1025), max_faces: 21 });
    expect(problemsOf(body).map((problem) => problem.split(' ')[0])).toEqual(['job_id', 'collection_id', 's3_bucket', 'image_key', 'max_faces']);
  });

  it.each([['max_faces', 0], ['max_faces', 2.5], ['max_faces', '5'], ['s3_bucket', 'photos-'], ['s3_bucket', 'x'.repeat(64)], ['collection_id', 7], ['job_id', undefined]])(
    'refuses %s = %p',
    (field, value) => {
      expect(() => parse({ [field]: value })).toThrow(InvalidMessageError);
    },
  );

  it.each(['', 'not json', '[]', 'null', '"text"'])('refuses the body %p', (body) => {
    expect(problemsOf(body)).toHaveLength(1);
  });
});
