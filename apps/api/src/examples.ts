/**
 * What the examples of the document name. They fit one another and the photo "sample1.jpg" of the demo in bucket "photos": every call of Swagger UI works as it
 * is displayed, from top to bottom.
 */
export const examples = {
  /** The main face of that photo in collection "family", with the models that the service comes with. */
  faceId: 'dd8b0369-c5f1-533e-ae1b-f52e78140f8a',
  detectionId: 'a97cabe9-e6af-5250-857b-061f5b73d1b2',
  embeddingContract: 'bf6ae7f80af49430e9f0b38f426e3c8687b92c52d364ddd2c002ac0a10e266d0',
  jobId: '20399363-d625-411e-bcd0-f68543d6a970',
  subjectId: 'ann',
} as const;
