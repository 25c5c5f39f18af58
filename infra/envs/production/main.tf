provider "aws" {
  region = var.region

  default_tags {
    tags = { Project = "facerec", Environment = "production", ManagedBy = "terraform" }
  }
}

# Meant to survive the loss of a zone: three zones, a NAT gateway in each, a standby of the database.
module "facerec" {
  source = "../../modules/environment"

  environment         = "production"
  domain_name         = var.domain_name
  hosted_zone_id      = var.hosted_zone_id
  pinecone_index_name = var.pinecone_index_name
  alarm_emails        = var.alarm_emails
  index_uploads_under = var.index_uploads_under

  indexer_metrics_port = var.indexer_metrics_port
  otlp_endpoint        = var.otlp_endpoint
  trace_sample_ratio   = var.trace_sample_ratio

  vpc_cidr             = "10.40.0.0/16"
  zone_count           = 3
  nat_gateway_per_zone = true

  database = {
    instances             = 2
    min_capacity          = 0.5
    max_capacity          = 16
    backup_retention_days = 14
  }

  deletion_protection = true
  log_retention_days  = 90
}
