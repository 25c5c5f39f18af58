import { Jobs } from '@facerec/catalog';
import { Controller, Get, Param } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { ApiProblems } from '../problems/api-problems.decorator';
import { JobNotFoundError } from '../problems/errors';
import { describeJob, JobStatusDto } from './job.dto';

/** Where `status_url` of a 202 leads. */
@ApiTags('Jobs')
@ApiProblems('unauthorized')
@Controller('api/v1/jobs')
export class JobsController {
  constructor(private readonly jobs: Jobs) {}

  @Get(':id')
  @ApiOperation({ summary: 'How far a job has come', description: 'A job is what one request put in the queue; `status_url` of a 202 leads here.' })
  @ApiParam({ name: 'id', description: 'The `job_id` of a 202 answer.' })
  @ApiOkResponse({ type: JobStatusDto })
  @ApiProblems('job_not_found', 'catalog_unavailable')
  async status(@Param('id') id: string): Promise<JobStatusDto> {
    const job = await this.jobs.find(id);
    if (job === undefined) throw new JobNotFoundError(id);
    return describeJob(job, await this.jobs.counts(id));
  }
}
