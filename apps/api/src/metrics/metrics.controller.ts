import { Metrics } from '@facerec/observability';
import { Controller, Get, Header } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import { NeedsAllCollections } from '../access/needs.decorator';

/** At the root, where Prometheus looks for it; behind the keys, and not for those of some collections: it tells how much is going on in all. */
@ApiTags('Health')
@Controller('metrics')
export class MetricsController {
  constructor(private readonly metrics: Metrics) {}

  @Get()
  @NeedsAllCollections('read')
  @Header('content-type', 'text/plain; version=0.0.4; charset=utf-8')
  @ApiOperation({
    summary: 'Metrics of this process, for Prometheus',
    description: 'Requests, workers, images, faces, stores, the depth of the queue (asked for at most every 15 seconds), and the process itself. No label names a '
      + 'collection, an image or a person.',
  })
  @ApiProduces('text/plain')
  @ApiOkResponse({ content: { 'text/plain': { schema: { type: 'string' }, example: 'facerec_pipeline_workers 2\nfacerec_queue_messages{state="visible"} 0\n' } } })
  async getMetrics(): Promise<string> {
    return this.metrics.render();
  }
}
