import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ApiProblems } from '../problems/api-problems.decorator';
import { DepartingError, NotReadyError } from '../problems/errors';
import { Departure } from './departure';
import { HealthDto, LivenessDto, ReadinessDto } from './health.dto';
import { ServiceReadiness } from './service-readiness';

/** Probes at the root, where load balancers and orchestrators look for them. */
@ApiTags('Health')
@Controller()
export class HealthController {
  constructor(private readonly readiness: ServiceReadiness, private readonly departure: Departure) {}

  @Get('health')
  @ApiOperation({ summary: 'Is the service running?', description: 'The original service\'s route; the same as /livez.' })
  @ApiOkResponse({ type: HealthDto })
  getHealth(): HealthDto {
    return { status: 'healthy' };
  }

  @Get('livez')
  @ApiOperation({ summary: 'Is the process alive?', description: 'Asks nothing else: restart the process when this does not answer.' })
  @ApiOkResponse({ type: LivenessDto })
  getLiveness(): LivenessDto {
    return { status: 'alive' };
  }

  @Get('readyz')
  @ApiOperation({
    summary: 'Can it do its work?',
    description: 'Models, stores and queue are asked at most every three seconds. A busy service stays ready; one that was told to stop is not.',
  })
  @ApiOkResponse({ type: ReadinessDto })
  @ApiProblems('not_ready')
  async getReadiness(): Promise<ReadinessDto> {
    if (this.departure.hasBegun) throw new DepartingError();
    const checks = await this.readiness.states();
    if (Object.values(checks).includes('down')) throw new NotReadyError(checks);
    return { status: 'ready', checks };
  }
}
