import { Body, Controller, HttpCode, HttpStatus, Param, Post, Res } from '@nestjs/common';
import { ApiAcceptedResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { NeedsInCollection } from '../access/needs.decorator';
import { ApiCollectionId } from '../collections/collection-id.decorator';
import { idempotencyProblems, Idempotent } from '../idempotency/idempotent.decorator';
import { ApiProblems } from '../problems/api-problems.decorator';
import { RouteFacts } from '../route-facts.decorator';
import { CollectionPath } from './collection-path.dto';
import { JobEnqueuer } from './job-enqueuer';
import { describeNewJob, NewJobDto, NewJobRequest } from './new-job.dto';
import { NewJobs } from './new-jobs';

/** 10,000 keys of 1,024 bytes, and some of them written as escapes. */
const keyListBytes = 16 * 1024 ** 2;

/** Many photos at once. */
@ApiTags('Jobs')
@ApiCollectionId('demo')
@Controller('api/v1/collections/:id/jobs')
export class CollectionJobsController {
  constructor(private readonly jobs: NewJobs, private readonly enqueuer: JobEnqueuer) {}

  @Post()
  @NeedsInCollection('index')
  @HttpCode(HttpStatus.ACCEPTED)
  @Idempotent()
  @RouteFacts({ bodyBytes: keyListBytes })
  @ApiOperation({
    summary: 'Index many photos',
    description: 'Puts all photos under an S3 prefix, or a list of them, in the queue, in the background: however many there are, the answer comes at once, and '
      + 'a crash of the service loses none. A collection begins with its first job; a photo that is stored already is not stored twice.',
  })
  @ApiAcceptedResponse({
    type: NewJobDto,
    description: 'The job is known, and begins.',
    headers: { Location: { description: 'Equals `status_url`.', schema: { type: 'string' } } },
  })
  @ApiProblems(
    'invalid_request', 'bucket_not_allowed', 'model_mismatch', 'job_exists', 'request_too_large', 'unsupported_media_type', 'catalog_unavailable',
    ...idempotencyProblems,
  )
  async createJob(
    @Param() { id }: CollectionPath,
    @Body() request: NewJobRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<NewJobDto> {
    const job = await this.jobs.create(id, request);
    this.enqueuer.wake();
    const answer = describeNewJob(job.id);
    reply.header('location', answer.status_url);
    return answer;
  }
}
