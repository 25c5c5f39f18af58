import { type Collection, Collections } from '@facerec/catalog';
import { CollectionNotFoundError } from '@facerec/face-indexing';
import { VectorStore } from '@facerec/vector-store';
import { Body, Controller, Get, Headers, HttpStatus, Param, Patch, Post, Query, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { CollectionPrefix } from '../access/collection-prefix.decorator';
import { NeedsInCollection } from '../access/needs.decorator';
import { ApiIfMatch, etagHeader, etagOf, revisionOf } from '../etags';
import { PageQuery } from '../paging/page-query.dto';
import { ApiPage, Pages } from '../paging/pages';
import { idempotencyProblems, Idempotent } from '../idempotency/idempotent.decorator';
import { ApiProblems } from '../problems/api-problems.decorator';
import { ApiCollectionId } from './collection-id.decorator';
import { ChangeCollectionRequest, CollectionDto, CollectionsDto, CreateCollectionRequest, describeCollection } from './collection.dto';
import { KnownCollections } from './known-collections';

/** Collections of faces: searches stay within one. */
@ApiTags('Collections')
@Controller('api/v1/collections')
export class CollectionsController {
  constructor(
    private readonly collections: Collections,
    private readonly known: KnownCollections,
    private readonly stores: VectorStore,
    private readonly pages: Pages,
  ) {}

  @Post()
  @NeedsInCollection('index')
  @Idempotent()
  @ApiOperation({ summary: 'Create a collection', description: 'It holds embeddings of the models in use, and of no others.' })
  @ApiCreatedResponse({ type: CollectionDto, headers: { ...etagHeader, Location: { schema: { type: 'string' } } } })
  @ApiProblems(
    'invalid_request', 'collection_exists', 'request_too_large', 'unsupported_media_type', 'catalog_unavailable', 'vector_store_unavailable',
    ...idempotencyProblems,
  )
  async createCollection(@Body() request: CreateCollectionRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<CollectionDto> {
    const { collection_id: id, min_cosine: minCosine, metadata } = request;
    const made = await this.known.create(id, { minCosine, metadata: metadata ?? undefined });
    reply.status(HttpStatus.CREATED).header('location', `/api/v1/collections/${id}`);
    return this.describe(made, reply);
  }

  @Get()
  @NeedsInCollection('read')
  @ApiOperation({ summary: 'List the collections' })
  @ApiPage(CollectionsDto)
  @ApiProblems('invalid_request', 'catalog_unavailable')
  async listCollections(
    @Query() query: PageQuery, @CollectionPrefix() prefix: string, @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CollectionsDto> {
    const { items, nextCursor } = await this.pages.read(query, reply, {
      name: JSON.stringify(['collections', prefix]),
      read: (after: string | undefined, limit) => this.collections.list({ prefix, after, limit }),
      positionOf: ({ id }: Collection) => id,
    });
    return { collections: items.map(describeCollection), next_cursor: nextCursor };
  }

  @Get(':id')
  @NeedsInCollection('read')
  @ApiOperation({ summary: 'A collection, and how many faces it holds' })
  @ApiCollectionId()
  @ApiOkResponse({ type: CollectionDto, headers: etagHeader })
  @ApiProblems('collection_not_found', 'catalog_unavailable', 'vector_store_unavailable')
  async getCollection(@Param('id') id: string, @Res({ passthrough: true }) reply: FastifyReply): Promise<CollectionDto> {
    return this.describe(await this.known.find(id), reply);
  }

  @Patch(':id')
  @NeedsInCollection('admin')
  @ApiOperation({ summary: 'Change a collection\'s threshold or notes', description: 'Fields that are absent stay as they are.' })
  @ApiCollectionId()
  @ApiIfMatch()
  @ApiOkResponse({ type: CollectionDto, headers: etagHeader })
  @ApiProblems(
    'invalid_request', 'collection_not_found', 'precondition_failed', 'request_too_large', 'unsupported_media_type', 'catalog_unavailable',
    'vector_store_unavailable',
  )
  async changeCollection(
    @Param('id') id: string,
    @Body() { min_cosine: minCosine, metadata }: ChangeCollectionRequest,
    @Headers('if-match') ifMatch: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CollectionDto> {
    const changed = await this.collections.change(id, { minCosine, metadata: metadata ?? undefined }, revisionOf(ifMatch));
    if (changed === undefined) throw new CollectionNotFoundError(id);
    return this.describe(changed, reply);
  }

  private async describe(collection: Collection, reply: FastifyReply): Promise<CollectionDto> {
    reply.header('etag', etagOf(collection));
    const { vectors } = await this.stores.stats(collection.id);
    return { ...describeCollection(collection), face_count: vectors };
  }
}
