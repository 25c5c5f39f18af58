# One whole environment. The order is that of the dependencies: what holds data, then what runs, then what watches.
data "aws_caller_identity" "current" {}

data "aws_partition" "current" {}

data "aws_region" "current" {}

locals {
  name = "facerec-${var.environment}"
  port = 3000

  # Named here, not taken from the bucket: the queue's policy must stand before the bucket's notification.
  bucket_name = "${local.name}-photos-${data.aws_caller_identity.current.account_id}"
  bucket_arn  = "arn:${data.aws_partition.current.partition}:s3:::${local.bucket_name}"
}

module "network" {
  source = "../network"

  name                 = local.name
  cidr                 = var.vpc_cidr
  zone_count           = var.zone_count
  nat_gateway_per_zone = var.nat_gateway_per_zone
  api_port             = local.port
  indexer_metrics_port = var.indexer_metrics_port
  collector_port       = try(tonumber(regex("^http://[^/:]+:([0-9]+)", var.otlp_endpoint)[0]), null)
}

module "queue" {
  source = "../queue"

  name                       = "${local.name}-indexing"
  job_timeout_seconds        = local.scaling.queue.job_timeout_s
  visibility_timeout_seconds = local.scaling.queue.visibility_timeout_s
  max_receive_count          = local.scaling.queue.max_receive_count
  source_bucket_arn          = var.index_uploads_under == null ? null : local.bucket_arn
}

module "storage" {
  source = "../storage"

  bucket_name  = local.bucket_name
  notification = var.index_uploads_under == null ? null : { queue_arn = module.queue.arn, prefix = var.index_uploads_under }
}

module "secrets" {
  source = "../secrets"

  prefix               = "facerec/${var.environment}"
  recovery_window_days = var.deletion_protection ? 30 : 0
}

module "database" {
  source = "../database"

  name                  = local.name
  subnet_ids            = module.network.private_subnet_ids
  security_group_id     = module.network.security_group_ids.database
  instances             = var.database.instances
  min_capacity          = var.database.min_capacity
  max_capacity          = var.database.max_capacity
  backup_retention_days = var.database.backup_retention_days
  deletion_protection   = var.deletion_protection
  log_retention_days    = var.log_retention_days
}

module "cluster" {
  source = "../cluster"

  name               = local.name
  subnet_ids         = module.network.private_subnet_ids
  security_group_id  = module.network.security_group_ids.instances
  max_instances      = local.scaling.indexer.max_tasks + 1 # one a task, and one to start a new revision on
  log_retention_days = var.log_retention_days
}
