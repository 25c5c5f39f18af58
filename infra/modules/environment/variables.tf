variable "environment" {
  description = "Name of the environment; a row of infra/scaling.json."
  type        = string

  validation {
    condition     = can(regex("^[a-z][a-z0-9]{1,15}$", var.environment))
    error_message = "environment must be 2 to 16 of a-z and 0-9: names of load balancers are short."
  }
}

variable "domain_name" {
  description = "Host name of the API; an issued certificate in ACM of this region must carry it."
  type        = string
}

variable "hosted_zone_id" {
  description = "Route 53 zone of domain_name; null: its DNS is kept elsewhere."
  type        = string
  default     = null
}

variable "pinecone_index_name" {
  description = "Pinecone index that holds the faces; made beforehand (infra/README.md)."
  type        = string
}

variable "alarm_emails" {
  description = "Who is told of alarms."
  type        = set(string)
  default     = []
}

variable "index_uploads_under" {
  description = "Prefix below which every photo put into the bucket is indexed by itself, such as photos/; null: only what the API or a producer enqueues."
  type        = string
  default     = null
}

variable "vpc_cidr" {
  description = "Address range of the VPC, a /16."
  type        = string
}

variable "zone_count" {
  description = "Availability zones, 2 or 3."
  type        = number
}

variable "nat_gateway_per_zone" {
  description = "One NAT gateway a zone, or a single one."
  type        = bool
}

variable "database" {
  description = "Size of the database: instances, capacity in ACU, days of backups."
  type = object({
    instances             = number
    min_capacity          = number
    max_capacity          = number
    backup_retention_days = number
  })
}

variable "deletion_protection" {
  description = "Protect what holds data or an address from terraform destroy."
  type        = bool
}

variable "log_level" {
  description = "What the apps log: trace, debug, info, warn or error."
  type        = string
  default     = "info"
}

variable "indexer_metrics_port" {
  description = "Port where the indexer answers GET /metrics for a Prometheus in the VPC, with the keys of API_KEYS_SHA256; null: none. The API answers it on its own port."
  type        = number
  default     = null

  validation {
    condition     = var.indexer_metrics_port == null || try(var.indexer_metrics_port >= 1024 && var.indexer_metrics_port <= 65535, false)
    error_message = "indexer_metrics_port must be 1024 to 65535."
  }
}

variable "otlp_endpoint" {
  description = "OpenTelemetry collector that the apps send traces to: https://HOST anywhere, or http://HOST:PORT in the VPC; null: nothing is traced."
  type        = string
  default     = null

  validation {
    condition     = var.otlp_endpoint == null || can(regex("^(https://[^/:]+|http://[^/:]+:[0-9]+)/?$", var.otlp_endpoint))
    error_message = "otlp_endpoint must be https://HOST or http://HOST:PORT."
  }
}

variable "trace_sample_ratio" {
  description = "Part of the traces that is kept, 0 to 1."
  type        = number
  default     = 1

  validation {
    condition     = var.trace_sample_ratio >= 0 && var.trace_sample_ratio <= 1
    error_message = "trace_sample_ratio must be 0 to 1."
  }
}

variable "log_retention_days" {
  description = "Days that logs are kept."
  type        = number
}
