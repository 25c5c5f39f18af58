import { type Subject, Subjects } from '@facerec/catalog';
import { Body, Controller, Get, Headers, HttpStatus, Param, Patch, Post, Query, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { NeedsInCollection } from '../access/needs.decorator';
import { ApiCollectionId } from '../collections/collection-id.decorator';
import { KnownCollections } from '../collections/known-collections';
import { ApiIfMatch, etagHeader, etagOf, revisionOf } from '../etags';
import { ApiPage, Pages } from '../paging/pages';
import { idempotencyProblems, Idempotent } from '../idempotency/idempotent.decorator';
import { ApiProblems } from '../problems/api-problems.decorator';
import { SubjectExistsError, SubjectNotFoundError } from '../problems/errors';
import { KnownSubjects } from './known-subjects';
import { ApiSubjectId } from './subject-id.decorator';
import { ChangeSubjectRequest, CreateSubjectRequest, describeSubject, SubjectDto, SubjectsDto, SubjectsQuery } from './subject.dto';

/** People of a collection. */
@ApiTags('Subjects')
@ApiCollectionId()
@Controller('api/v1/collections/:id/subjects')
export class SubjectsController {
  constructor(
    private readonly subjects: Subjects,
    private readonly known: KnownSubjects,
    private readonly collections: KnownCollections,
    private readonly pages: Pages,
  ) {}

  @Post()
  @NeedsInCollection('index')
  @Idempotent()
  @ApiOperation({ summary: 'Create a subject', description: 'A person, whose photos are then indexed with its `subject_id`.' })
  @ApiCreatedResponse({ type: SubjectDto, headers: { ...etagHeader, Location: { schema: { type: 'string' } } } })
  @ApiProblems(
    'invalid_request', 'collection_not_found', 'subject_exists', 'request_too_large', 'unsupported_media_type', 'catalog_unavailable',
    ...idempotencyProblems,
  )
  async createSubject(
    @Param('id') collectionId: string, @Body() request: CreateSubjectRequest, @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SubjectDto> {
    await this.collections.find(collectionId);
    const { subject_id: id, name, external_id: externalId, metadata } = request;
    const subject = await this.subjects.create({ collectionId, id: id ?? undefined, name, externalId, metadata: metadata ?? undefined });
    if (subject === undefined) throw new SubjectExistsError(id ?? '');
    reply.status(HttpStatus.CREATED).header('location', `/api/v1/collections/${collectionId}/subjects/${subject.id}`);
    return answer(subject, reply);
  }

  @Get()
  @NeedsInCollection('read')
  @ApiOperation({ summary: 'List the subjects of a collection' })
  @ApiPage(SubjectsDto)
  @ApiProblems('invalid_request', 'collection_not_found', 'catalog_unavailable')
  async listSubjects(
    @Param('id') collectionId: string, @Query() query: SubjectsQuery, @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SubjectsDto> {
    await this.collections.find(collectionId);
    const { external_id: externalId } = query;
    const { items, nextCursor } = await this.pages.read(query, reply, {
      name: JSON.stringify(['subjects', collectionId, externalId]),
      read: (after: string | undefined, limit) => this.subjects.list(collectionId, { externalId, after, limit }),
      positionOf: ({ id }: Subject) => id,
    });
    return { subjects: items.map(describeSubject), next_cursor: nextCursor };
  }

  @Get(':subject_id')
  @NeedsInCollection('read')
  @ApiOperation({ summary: 'A subject' })
  @ApiSubjectId()
  @ApiOkResponse({ type: SubjectDto, headers: etagHeader })
  @ApiProblems('subject_not_found', 'catalog_unavailable')
  async getSubject(
    @Param('id') collectionId: string, @Param('subject_id') id: string, @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SubjectDto> {
    return answer(await this.known.find(collectionId, id), reply);
  }

  @Patch(':subject_id')
  @NeedsInCollection('index')
  @ApiOperation({ summary: 'Change a subject', description: 'Fields that are absent stay as they are.' })
  @ApiSubjectId()
  @ApiIfMatch()
  @ApiOkResponse({ type: SubjectDto, headers: etagHeader })
  @ApiProblems(
    'invalid_request', 'subject_not_found', 'precondition_failed', 'request_too_large', 'unsupported_media_type', 'catalog_unavailable',
  )
  async changeSubject(
    @Param() { id: collectionId, subject_id: id }: { readonly id: string; readonly subject_id: string },
    @Body() { name, external_id: externalId, metadata }: ChangeSubjectRequest,
    @Headers('if-match') ifMatch: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SubjectDto> {
    const changed = await this.subjects.change(collectionId, id, { name, externalId, metadata: metadata ?? undefined }, revisionOf(ifMatch));
    if (changed === undefined) throw new SubjectNotFoundError(id);
    return answer(changed, reply);
  }
}

function answer(subject: Subject, reply: FastifyReply): SubjectDto {
  reply.header('etag', etagOf(subject));
  return describeSubject(subject);
}
