variable "name" {
  description = "Prefix of every name, such as facerec-production."
  type        = string
}

variable "cidr" {
  description = "Address range of the VPC, a /16."
  type        = string
  default     = "10.40.0.0/16"

  validation {
    condition     = can(cidrnetmask(var.cidr)) && endswith(var.cidr, "/16")
    error_message = "cidr must be an IPv4 range of size /16, such as 10.40.0.0/16."
  }
}

variable "zone_count" {
  description = "Availability zones in use, 2 or 3. More zones give Spot more pools to choose from."
  type        = number
  default     = 3

  validation {
    condition     = contains([2, 3], var.zone_count)
    error_message = "zone_count must be 2 or 3."
  }
}

variable "nat_gateway_per_zone" {
  description = "One NAT gateway a zone; false: a single one, which takes the way to Pinecone with it when its zone fails."
  type        = bool
  default     = true
}

variable "interface_endpoints" {
  description = "AWS services reached inside the VPC. Each costs by zone and hour; those left out are reached through NAT."
  type        = set(string)
  default     = ["ecr.api", "ecr.dkr", "sqs", "secretsmanager", "logs", "ecs"]
}

variable "api_port" {
  description = "Port on which the API's tasks listen."
  type        = number
}

variable "indexer_metrics_port" {
  description = "Port on which the indexer's tasks tell their metrics to the VPC; null: none."
  type        = number
  default     = null
}

variable "collector_port" {
  description = "Port of a collector of traces in the VPC; null: there is none, or it is on 443."
  type        = number
  default     = null
}
