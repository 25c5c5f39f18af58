import { lineOf, tableOf } from './report';

const calls = [
  { operation: 'POST /api/v1/collections/{id}/subjects/{subject_id}/verify', body: '', status: '200' },
  { operation: 'POST /api/v1/collections/{id}/subjects/{subject_id}/verify', body: 'form', status: '400' },
  { operation: 'GET /livez', body: '', status: '200' },
  { operation: 'GET /readyz', body: '', status: 'none' },
] as const;

describe('the report of check:docs', () => {
  it('counts an operation as well when all its calls were answered 2xx', () => {
    expect(lineOf(calls)).toEqual({ operations: 3, ok: 1, failed: ['POST /api/v1/collections/{id}/subjects/{subject_id}/verify (form): 400', 'GET /readyz: none'] });
  });

  it('fits 80 columns', () => {
    for (const line of tableOf(calls).split('\n')) expect(line.length).toBeLessThanOrEqual(80);
  });
});
