import { Controller, Delete, Get, HttpCode, HttpStatus, type MessageEvent, Param, Post, Query, Req, Res, Sse } from '@nestjs/common';
import { ApiAcceptedResponse, ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Observable } from 'rxjs';
import { anybody } from '../access/known-keys';
import { CollectionPrefix } from '../access/collection-prefix.decorator';
import { Needs, NeedsInCollection } from '../access/needs.decorator';
import { idempotencyProblems, Idempotent } from '../idempotency/idempotent.decorator';
import { ApiPage } from '../paging/pages';
import { ApiProblems, unreadBody } from '../problems/api-problems.decorator';
import { ApiJobId } from './job-id.decorator';
import { JobStatusDto } from './job.dto';
import { JobControl } from './job-control';
import { JobEvents } from './job-events';
import { JobItemListDto, JobItemsQuery, JobListDto, JobsQuery } from './job-lists.dto';
import { JobLists } from './job-lists';
import { JobProgress } from './job-progress';

/** Where `status_url` of a 202 leads, and what can be done from there. */
@ApiTags('Jobs')
@Controller('api/v1/jobs')
export class JobsController {
  constructor(
    private readonly progress: JobProgress,
    private readonly lists: JobLists,
    private readonly control: JobControl,
    private readonly jobEvents: JobEvents,
  ) {}

  @Get()
  @NeedsInCollection('read')
  @ApiOperation({ summary: 'List jobs', description: 'Newest first, those of one photo each included.' })
  @ApiPage(JobListDto)
  @ApiProblems('invalid_request', 'catalog_unavailable')
  async listJobs(
    @Query() query: JobsQuery, @CollectionPrefix() prefix: string, @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<JobListDto> {
    return this.lists.jobsOf(query, prefix, reply);
  }

  @Get(':id')
  @Needs('read')
  @ApiOperation({ summary: 'How far a job has come', description: 'A job is what one request put in the queue; `status_url` of a 202 leads here.' })
  @ApiJobId()
  @ApiOkResponse({ type: JobStatusDto })
  @ApiProblems('job_not_found', 'catalog_unavailable')
  async getJob(@Param('id') id: string): Promise<JobStatusDto> {
    return this.progress.find(id);
  }

  @Get(':id/items')
  @Needs('read')
  @ApiOperation({ summary: 'What became of the images of a job', description: 'Those that came to an end; images that wait are not listed.' })
  @ApiJobId()
  @ApiPage(JobItemListDto)
  @ApiProblems('invalid_request', 'job_not_found', 'catalog_unavailable')
  async listJobItems(
    @Param('id') id: string,
    @Query() query: JobItemsQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<JobItemListDto> {
    await this.progress.find(id);
    return this.lists.itemsOf(id, query, reply);
  }

  @Sse(':id/events')
  @Needs('read')
  @ApiOperation({
    summary: 'Follow a job',
    description: 'Server-sent events: an event `status` now and whenever a count or the state changes, its data as from `GET /api/v1/jobs/{id}`. A comment every 15 seconds '
      + 'keeps the connection open. It ends with the job, or soon after the key was revoked.',
  })
  @ApiJobId()
  @ApiProduces('text/event-stream')
  @ApiOkResponse({ content: { 'text/event-stream': { schema: { type: 'string' }, example: 'event: status\ndata: {"state":"running",…}\n\n' } } })
  @ApiProblems('job_not_found', 'catalog_unavailable')
  async followJob(@Param('id') id: string, @Req() { caller = anybody }: FastifyRequest): Promise<Observable<MessageEvent>> {
    return this.jobEvents.of(await this.progress.find(id), caller);
  }

  @Post(':id/retry')
  @Needs('index')
  @HttpCode(HttpStatus.ACCEPTED)
  @Idempotent()
  @ApiOperation({
    summary: 'Try the failed images of a job again',
    description: 'Those with the state `failed`, and those whose messages ended in the dead-letter queue, are put in the queue again, in the background; a job '
      + 'that is `failed` itself goes on listing where it stopped.',
  })
  @ApiJobId()
  @ApiAcceptedResponse({ type: JobStatusDto, description: 'Their receipts are withdrawn as they are sent.' })
  @ApiProblems('job_not_found', 'job_cancelled', 'catalog_unavailable', ...unreadBody, ...idempotencyProblems)
  async retryJob(@Param('id') id: string): Promise<JobStatusDto> {
    return this.control.retry(id);
  }

  @Delete(':id')
  @Needs('index')
  @ApiOperation({
    summary: 'Cancel a job',
    description: 'Nothing more of it is put in the queue, and what is there is dropped when its turn comes, without work and without a receipt. What is indexed stays. '
      + 'A job that is finished stays as it is.',
  })
  @ApiJobId()
  @ApiOkResponse({ type: JobStatusDto })
  @ApiProblems('job_not_found', 'catalog_unavailable', ...unreadBody)
  async cancelJob(@Param('id') id: string): Promise<JobStatusDto> {
    return this.control.cancel(id);
  }
}
