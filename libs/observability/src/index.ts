export { HttpMetrics, type FinishedRequest } from './http-metrics';
export { measureIndexing, type MeasuredIndexer } from './measure-indexing';
export { measurePipeline, type MeasuredPipeline } from './measure-pipeline';
export { measureMessages, measureQueue, type MeasuredHandler, type MeasuredQueue } from './measure-queue';
export { measureService, type MeasuredService } from './measure-service';
export { Metrics } from './metrics';
export { MetricsServer, type MetricsServerOptions } from './metrics-server';
export { StoreMetrics, type StoreCall, type StoreName } from './store-metrics';
export { watchCalls } from './watch-calls';
