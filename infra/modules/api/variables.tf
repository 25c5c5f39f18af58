variable "name" {
  description = "Name of the service, such as facerec-production-api."
  type        = string
}

variable "load_balancer_name" {
  description = "Name of the load balancer, at most 32 characters."
  type        = string
}

variable "cluster_name" {
  description = "ECS cluster."
  type        = string
}

variable "image" {
  description = "Image by digest; null: nothing has been released yet, and no task runs."
  type        = string
  default     = null
}

variable "repository" {
  description = "Image repository of the API."
  type = object({
    arn = string
    url = string
  })
}

variable "vpc_id" {
  description = "VPC of the target group."
  type        = string
}

variable "public_subnet_ids" {
  description = "Subnets of the load balancer."
  type        = list(string)
}

variable "private_subnet_ids" {
  description = "Subnets of the tasks."
  type        = list(string)
}

variable "security_group_ids" {
  description = "Groups of the load balancer and of the tasks."
  type = object({
    alb = string
    api = string
  })
}

variable "port" {
  description = "Port on which the tasks listen."
  type        = number
}

variable "certificate_arn" {
  description = "Issued certificate of domain_name."
  type        = string
}

variable "domain_name" {
  description = "Host name of the API."
  type        = string
}

variable "hosted_zone_id" {
  description = "Route 53 zone in which domain_name becomes an alias of the load balancer; null: its DNS is kept elsewhere."
  type        = string
  default     = null
}

variable "deletion_protection" {
  description = "Refuse to delete the load balancer."
  type        = bool
}

variable "environment" {
  description = "Settings that anybody may read; HOST, PORT and TRUSTED_PROXIES (the load balancer) are added."
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
    arn              = string
    dead_letters_arn = string
  })
}

variable "scaling" {
  description = "Row \"api\" of infra/scaling.json."
  type = object({
    task_vcpu                      = number
    task_memory_mib                = number
    min_tasks                      = number
    max_tasks                      = number
    requests_per_target_per_minute = number
    cpu_target_percent             = number
    scale_out_cooldown_s           = number
    scale_in_cooldown_s            = number
  })

  validation {
    condition     = var.scaling.min_tasks >= 1 && var.scaling.min_tasks <= var.scaling.max_tasks
    error_message = "The API needs 1 <= min_tasks <= max_tasks."
  }
}

variable "log_retention_days" {
  description = "Days that logs are kept."
  type        = number
}
