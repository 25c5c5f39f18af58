variable "name" {
  description = "Name of the service, such as facerec-production-indexer."
  type        = string
}

variable "cluster_name" {
  description = "ECS cluster."
  type        = string
}

variable "capacity_provider_name" {
  description = "Capacity provider whose instances run the tasks."
  type        = string
}

variable "metrics_port" {
  description = "Port where each task answers GET /metrics; null: none."
  type        = number
  default     = null
}

variable "image" {
  description = "Image by digest; null: nothing has been released yet, and no task runs."
  type        = string
  default     = null
}

variable "repository" {
  description = "Image repository of the indexer."
  type = object({
    arn = string
    url = string
  })
}

variable "private_subnet_ids" {
  description = "Subnets of the tasks."
  type        = list(string)
}

variable "security_group_id" {
  description = "Group of the tasks."
  type        = string
}

variable "environment" {
  description = "Settings that anybody may read."
  type        = map(string)
}

variable "secrets" {
  description = "ARN of a secret by the name of the setting that it fills."
  type        = map(string)
}

variable "photos" {
  description = "The photo bucket and its key."
  type = object({
    bucket_arn  = string
    kms_key_arn = string
  })
}

variable "queue" {
  description = "The indexing queue and its dead-letter queue."
  type = object({
    name             = string
    arn              = string
    dead_letters_arn = string
  })
}

variable "scaling" {
  description = "Row \"indexer\" of infra/scaling.json."
  type = object({
    task_vcpu               = number
    task_memory_mib         = number
    min_tasks               = number
    max_tasks               = number
    acceptable_latency_s    = number
    seconds_per_image       = number
    scale_out_cooldown_s    = number
    wake_tasks              = number
    wake_evaluation_periods = number
    wake_cooldown_s         = number
    idle_evaluation_periods = number
    idle_cooldown_s         = number
  })

  validation {
    condition     = var.scaling.min_tasks >= 0 && var.scaling.min_tasks <= var.scaling.max_tasks && var.scaling.wake_tasks >= 1
    error_message = "The indexer needs 0 <= min_tasks <= max_tasks and wake_tasks >= 1."
  }

  validation {
    condition     = var.scaling.acceptable_latency_s > var.scaling.seconds_per_image && var.scaling.seconds_per_image > 0
    error_message = "acceptable_latency_s must be above seconds_per_image, and that above 0: their quotient is the backlog of a task."
  }
}

variable "metric_period_s" {
  description = "Period of the alarms that wake and idle the service. SQS and Container Insights report every 60 s."
  type        = number
  default     = 60
}

variable "log_retention_days" {
  description = "Days that logs are kept."
  type        = number
}
