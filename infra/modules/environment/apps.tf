data "aws_acm_certificate" "api" {
  domain      = var.domain_name
  statuses    = ["ISSUED"]
  most_recent = true
}

locals {
  # Names as in libs/settings. ENVIRONMENT is production in staging, too: it means "configured for real".
  settings = {
    ENVIRONMENT         = "production"
    LOG_LEVEL           = var.log_level
    AWS_REGION          = data.aws_region.current.region
    AWS_S3_BUCKET       = module.storage.bucket_name
    S3_BUCKETS          = module.storage.bucket_name
    SQS_QUEUE_NAME      = module.queue.name
    VECTOR_STORE        = "pinecone"
    PINECONE_INDEX_NAME = var.pinecone_index_name
    MODEL_PACK          = "compact"
    DATA_DIR            = "/data"
  }

  tracing = var.otlp_endpoint == null ? {} : {
    OTEL_EXPORTER_OTLP_ENDPOINT = var.otlp_endpoint
    OTEL_TRACES_SAMPLER_ARG     = tostring(var.trace_sample_ratio)
  }

  photos = { bucket_arn = module.storage.bucket_arn, kms_key_arn = module.storage.kms_key_arn }
  queue  = { name = module.queue.name, arn = module.queue.arn, dead_letters_arn = module.queue.dead_letters_arn }
}

module "api" {
  source = "../api"

  name                = "${local.name}-api"
  load_balancer_name  = local.name
  cluster_name        = module.cluster.name
  image               = local.images["api"]
  repository          = local.repositories["api"]
  vpc_id              = module.network.vpc_id
  public_subnet_ids   = module.network.public_subnet_ids
  private_subnet_ids  = module.network.private_subnet_ids
  security_group_ids  = module.network.security_group_ids
  port                = local.port
  certificate_arn     = data.aws_acm_certificate.api.arn
  domain_name         = var.domain_name
  hosted_zone_id      = var.hosted_zone_id
  deletion_protection = var.deletion_protection
  environment         = merge(local.settings, local.tracing)
  secrets             = module.secrets.arns
  photos              = local.photos
  queue               = local.queue
  scaling             = local.scaling.api
  log_retention_days  = var.log_retention_days
}

module "indexer" {
  source = "../indexer"

  name                   = "${local.name}-indexer"
  cluster_name           = module.cluster.name
  capacity_provider_name = module.cluster.spot_capacity_provider
  image                  = local.images["indexer"]
  repository             = local.repositories["indexer"]
  private_subnet_ids     = module.network.private_subnet_ids
  security_group_id      = module.network.security_group_ids.indexer
  environment            = merge(local.settings, local.tracing, { SQS_VISIBILITY_TIMEOUT = tostring(local.scaling.queue.receive_visibility_s) })
  secrets                = module.secrets.arns
  photos                 = local.photos
  queue                  = local.queue
  scaling                = local.scaling.indexer
  metrics_port           = var.indexer_metrics_port
  metric_period_s        = local.scaling.assumptions.metric_period_s
  log_retention_days     = var.log_retention_days
}

module "observability" {
  source = "../observability"

  name                   = local.name
  alarm_emails           = var.alarm_emails
  queue                  = { name = module.queue.name, dead_letters_name = module.queue.dead_letters_name }
  services               = { cluster = module.cluster.name, api = module.api.service_name, indexer = module.indexer.service_name }
  load_balancer          = { arn_suffix = module.api.load_balancer_arn_suffix, target_group_arn_suffix = module.api.target_group_arn_suffix }
  database_cluster       = module.database.cluster_identifier
  backlog_per_task       = module.indexer.backlog_per_task
  oldest_message_seconds = 3 * local.scaling.indexer.acceptable_latency_s
}
