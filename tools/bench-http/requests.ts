import type { HttpRequest } from './http-client';

const boundary = 'bench-http-9c1f7be2';

export const livez: HttpRequest = { method: 'GET', path: '/livez' };

export function postJson(path: string, value: object): HttpRequest {
  return { method: 'POST', path, contentType: 'application/json', body: Buffer.from(JSON.stringify(value)) };
}

/** A form as browsers send it: the photo in a file, everything else in text fields. */
export function postPhoto(path: string, photo: Uint8Array, fields: Readonly<Record<string, string>> = {}): HttpRequest {
  const texts = Object.entries(fields).map(([name, value]) => `--${boundary}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`);
  const head = `${texts.join('')}--${boundary}\r\ncontent-disposition: form-data; name="image"; filename="photo.jpg"\r\ncontent-type: image/jpeg\r\n\r\n`;
  const body = Buffer.concat([Buffer.from(head), photo, Buffer.from(`\r\n--${boundary}--\r\n`)]);
  return { method: 'POST', path, contentType: `multipart/form-data; boundary=${boundary}`, body };
}
