variable "region" {
  description = "AWS region; that of infra/bootstrap."
  type        = string
  default     = "us-east-1"
}

variable "domain_name" {
  description = "Host name of the API. The default is nobody's: until it is set, planning ends with \"no matching ACM certificate\"."
  type        = string
  default     = "staging.facerec.example.com"
}

variable "hosted_zone_id" {
  description = "Route 53 zone of domain_name; null: its DNS is kept elsewhere."
  type        = string
  default     = null
}

variable "pinecone_index_name" {
  description = "Pinecone index that holds the faces of this environment."
  type        = string
  default     = "facerec-staging"
}

variable "alarm_emails" {
  description = "Who is told of alarms."
  type        = set(string)
  default     = []
}

variable "index_uploads_under" {
  description = "Prefix below which every photo put into the bucket is indexed by itself; null: none."
  type        = string
  default     = null
}

variable "indexer_metrics_port" {
  description = "Port where the indexer answers GET /metrics for a Prometheus in the VPC; null: none."
  type        = number
  default     = null
}

variable "otlp_endpoint" {
  description = "OpenTelemetry collector of traces: https://HOST anywhere, or http://HOST:PORT in the VPC; null: nothing is traced."
  type        = string
  default     = null
}

variable "trace_sample_ratio" {
  description = "Part of the traces that is kept, 0 to 1."
  type        = number
  default     = 1
}
