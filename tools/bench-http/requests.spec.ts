import { postJson, postPhoto } from './requests';

it('writes a form that others read the same', async () => {
  const { path, contentType, body } = postPhoto('/x', Buffer.from([255, 13, 10, 0]), { image_key: 'a.jpg' });
  const form = await new Request(`http://localhost${path}`, { method: 'POST', headers: { 'content-type': contentType! }, body: new Uint8Array(body!) }).formData();
  expect(form.get('image_key')).toBe('a.jpg');
  expect(new Uint8Array(await (form.get('image') as File).arrayBuffer())).toEqual(new Uint8Array([255, 13, 10, 0]));
});

it('writes JSON', () => {
  expect(postJson('/x', { a: [1] })).toEqual({ method: 'POST', path: '/x', contentType: 'application/json', body: Buffer.from('{"a":[1]}') });
});
