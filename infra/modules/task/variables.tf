variable "name" {
  description = "Family of the task definition and prefix of its roles, such as facerec-production-api."
  type        = string
}

variable "container_name" {
  description = "Name of the one container, such as api."
  type        = string
}

variable "launch_type" {
  description = "FARGATE or EC2."
  type        = string

  validation {
    condition     = contains(["FARGATE", "EC2"], var.launch_type)
    error_message = "launch_type must be FARGATE or EC2."
  }
}

variable "vcpu" {
  description = "Virtual CPUs of the task."
  type        = number
}

variable "memory_mib" {
  description = "Memory of the task in MiB, and the container's own limit."
  type        = number
}

variable "image" {
  description = "Image by digest (repository@sha256:...), so that what was tested is what runs; null: nothing has been released yet."
  type        = string
  default     = null

  validation {
    condition     = var.image == null || can(regex("^[^@]+@sha256:[0-9a-f]{64}$", var.image))
    error_message = "image must name a digest: repository@sha256: and 64 hexadecimal digits. Tags can be moved."
  }
}

variable "repository" {
  description = "Image repository that the task may pull from."
  type = object({
    arn = string
    url = string
  })
}

variable "environment" {
  description = "Settings that anybody may read."
  type        = map(string)
}

variable "secrets" {
  description = "ARN of a secret by the name of the setting that it fills."
  type        = map(string)
}

variable "statements" {
  description = "What the app may do in AWS."
  type = list(object({
    Sid      = string
    Effect   = optional(string, "Allow")
    Action   = list(string)
    Resource = list(string)
  }))

  validation {
    condition     = !anytrue([for action in flatten(var.statements[*].Action) : strcontains(action, "*")])
    error_message = "Name every action: no wildcards."
  }
}

variable "port" {
  description = "Port that the container listens on; null: none."
  type        = number
  default     = null
}

variable "health_check" {
  description = "Command that exits 0 while the container is well; null: the load balancer knows, or nobody asks."
  type        = list(string)
  default     = null
}

variable "stop_timeout_seconds" {
  description = "Time between SIGTERM and SIGKILL. The apps drain within 110 s; a Spot notice comes 120 s before the end."
  type        = number
  default     = 115

  validation {
    condition     = var.stop_timeout_seconds >= 110 && var.stop_timeout_seconds <= 120
    error_message = "stop_timeout_seconds must be 110 to 120."
  }
}

variable "log_retention_days" {
  description = "Days that logs are kept."
  type        = number
}
