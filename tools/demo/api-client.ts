/** A face as POST /index answers it; box in fractions 0..1. */
export interface FaceRecord {
  readonly face_id: string;
  readonly bounding_box: { readonly left: number; readonly top: number; readonly width: number; readonly height: number };
  readonly confidence: number;
}

export interface FaceMatchRecord {
  readonly face_id: string;
  readonly image_key: string;
  /** (cosine + 1) / 2 */
  readonly similarity: number;
  /** -1..1 */
  readonly cosine: number;
}

interface Photo {
  readonly bucket: string;
  readonly key: string;
  readonly collection_id: string;
}

/** The two routes that the demo walks through. */
export class ApiClient {
  constructor(private readonly url: string) {}

  async index(photo: Photo, maxFaces: number): Promise<readonly FaceRecord[]> {
    const { face_records } = await this.post<{ face_records: readonly FaceRecord[] }>('index', { ...photo, max_faces: maxFaces });
    return face_records;
  }

  async match(photo: Photo): Promise<readonly FaceMatchRecord[]> {
    const { face_matches } = await this.post<{ face_matches: readonly FaceMatchRecord[] }>('match', photo);
    return face_matches;
  }

  private async post<T>(route: string, body: unknown): Promise<T> {
    const response = await fetch(`${this.url}/api/v1/face-recognition/${route}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    const answer = (await response.json()) as T & { detail?: string };
    if (response.status !== 200) throw new Error(`POST /${route} answered ${response.status}: ${answer.detail ?? 'no detail'}`);
    return answer;
  }
}
