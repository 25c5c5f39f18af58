import { type Collection, type CollectionChange, Collections, ModelMismatchError } from '@facerec/catalog';
import { CollectionNotFoundError } from '@facerec/face-indexing';
import { FacePipelinePool } from '@facerec/face-pipeline';
import { Injectable } from '@nestjs/common';
import { CollectionExistsError } from '../problems/errors';

/** Collections that requests name. */
@Injectable()
export class KnownCollections {
  constructor(private readonly collections: Collections, private readonly pipeline: FacePipelinePool) {}

  /** For the models in use. Throws `CollectionExistsError`. */
  async create(id: string, facts: CollectionChange): Promise<Collection> {
    const made = await this.collections.create(id, this.pipeline.pack.embeddingContract, facts);
    if (made === undefined) throw new CollectionExistsError(id);
    return made;
  }

  /** Throws `CollectionNotFoundError`. */
  async find(id: string): Promise<Collection> {
    const collection = await this.collections.find(id);
    if (collection === undefined) throw new CollectionNotFoundError(id);
    return collection;
  }

  /** One whose faces these models can be compared with. Throws `CollectionNotFoundError` and `ModelMismatchError`. */
  async findComparable(id: string): Promise<Collection> {
    const collection = await this.find(id);
    const { embeddingContract } = this.pipeline.pack;
    if (collection.embeddingContract !== embeddingContract) throw new ModelMismatchError(id, collection.embeddingContract, embeddingContract);
    return collection;
  }
}
