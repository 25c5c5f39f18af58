variable "name" {
  description = "Name of the cluster and of what belongs to it."
  type        = string
}

variable "subnet_ids" {
  description = "Private subnets of the instances."
  type        = list(string)
}

variable "security_group_id" {
  description = "Group of the instances."
  type        = string
}

variable "instance_types" {
  description = "Types that Spot may choose from, all of one size (2 vCPU here: one indexer task an instance), so that ECS's arithmetic holds for each."
  type        = list(string)
  default = [
    "c7a.large", "c7i.large", "c6a.large", "c6i.large", "c5a.large", "c5.large",
    "m7a.large", "m7i.large", "m6a.large", "m6i.large", "m5a.large", "m5.large",
  ]

  validation {
    condition     = length(distinct(var.instance_types)) >= 6
    error_message = "Name six instance types or more: with fewer pools Spot runs dry all at once."
  }
}

variable "max_instances" {
  description = "Most instances at once."
  type        = number
}

variable "log_retention_days" {
  description = "Days that Container Insights' performance log is kept. The metrics are kept by CloudWatch."
  type        = number
}
