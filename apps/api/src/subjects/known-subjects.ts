import { ImageHeads, type ImageIdentity, type Subject, Subjects } from '@facerec/catalog';
import { FaceDeletion } from '@facerec/face-indexing';
import { Injectable } from '@nestjs/common';
import { KnownCollections } from '../collections/known-collections';
import { SubjectNotFoundError } from '../problems/errors';

/** Images of a subject that are deleted in one go. */
const batch = 100;

/** Subjects that requests name, and their end. */
@Injectable()
export class KnownSubjects {
  constructor(
    private readonly subjects: Subjects,
    private readonly heads: ImageHeads,
    private readonly deletion: FaceDeletion,
    private readonly collections: KnownCollections,
  ) {}

  /** One whose faces these models can be compared with. Throws as `find`, and `CollectionNotFoundError` and `ModelMismatchError`. */
  async findComparable(collectionId: string, id: string): Promise<Subject> {
    await this.collections.findComparable(collectionId);
    return this.find(collectionId, id);
  }

  /** Throws `SubjectNotFoundError`. */
  async find(collectionId: string, id: string): Promise<Subject> {
    const subject = await this.subjects.find(collectionId, id);
    if (subject === undefined) throw new SubjectNotFoundError(id);
    return subject;
  }

  /** With all its faces; resolves with how many. The same call again finishes one that failed. Throws `SubjectNotFoundError`. */
  async delete(collectionId: string, id: string): Promise<number> {
    let deletedFaces = 0;
    const known = (await this.subjects.find(collectionId, id)) !== undefined;
    let images = await this.subjects.images(collectionId, id, batch);
    if (!known && images.length === 0) throw new SubjectNotFoundError(id);
    // The subject first: from here on nobody is enrolled for it, and its images are known until they are gone.
    await this.subjects.remove(collectionId, id);
    for (; images.length > 0; images = await this.subjects.images(collectionId, id, batch)) {
      for (const image of images) {
        deletedFaces += await this.deleteImage(image, id);
        await this.subjects.unlink(image, id);
      }
    }
    return deletedFaces;
  }

  /** What is stored of the image now may be another subject's. */
  private async deleteImage(image: ImageIdentity, subjectId: string): Promise<number> {
    const head = await this.heads.find(image);
    if (head?.committed?.subjectId !== subjectId) return 0;
    return (await this.deletion.deleteImage(image)).faces;
  }
}
