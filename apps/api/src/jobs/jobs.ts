import { CollectionJobsController } from './collection-jobs.controller';
import { EnqueueSlices } from './enqueue-slices';
import { JobControl } from './job-control';
import { JobEnqueuer } from './job-enqueuer';
import { JobEvents } from './job-events';
import { JobLists } from './job-lists';
import { JobProgress } from './job-progress';
import { JobRetry } from './job-retry';
import { JobsController } from './jobs.controller';
import { NamedJobs } from './named-jobs';
import { NewJobs } from './new-jobs';

export const jobControllers = [CollectionJobsController, JobsController];

export const jobProviders = [NewJobs, NamedJobs, JobProgress, JobLists, JobControl, JobEvents, JobEnqueuer, EnqueueSlices, JobRetry];
