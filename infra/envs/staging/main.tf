provider "aws" {
  region = var.region

  default_tags {
    tags = { Project = "facerec", Environment = "staging", ManagedBy = "terraform" }
  }
}

# The same parts as production, made small: two zones, one NAT gateway, a database that pauses, nothing protected.
module "facerec" {
  source = "../../modules/environment"

  environment         = "staging"
  domain_name         = var.domain_name
  hosted_zone_id      = var.hosted_zone_id
  pinecone_index_name = var.pinecone_index_name
  alarm_emails        = var.alarm_emails
  index_uploads_under = var.index_uploads_under

  indexer_metrics_port = var.indexer_metrics_port
  otlp_endpoint        = var.otlp_endpoint
  trace_sample_ratio   = var.trace_sample_ratio

  vpc_cidr             = "10.41.0.0/16"
  zone_count           = 2
  nat_gateway_per_zone = false

  database = {
    instances             = 1
    min_capacity          = 0
    max_capacity          = 2
    backup_retention_days = 1
  }

  deletion_protection = false
  log_retention_days  = 14
}
