variable "name" {
  description = "Prefix of the alarms and name of the dashboard."
  type        = string
}

variable "alarm_emails" {
  description = "Who is told of alarms; each address must confirm the subscription."
  type        = set(string)
}

variable "queue" {
  description = "Names of the indexing queue and of its dead-letter queue."
  type = object({
    name              = string
    dead_letters_name = string
  })
}

variable "services" {
  description = "The cluster and its two services."
  type = object({
    cluster = string
    api     = string
    indexer = string
  })
}

variable "load_balancer" {
  description = "The load balancer and its target group, as metrics call them."
  type = object({
    arn_suffix              = string
    target_group_arn_suffix = string
  })
}

variable "database_cluster" {
  description = "Identifier of the database cluster."
  type        = string
}

variable "backlog_per_task" {
  description = "Messages that one task works off within the acceptable latency; a line on the dashboard."
  type        = number
}

variable "oldest_message_seconds" {
  description = "Age of the oldest message that is too much."
  type        = number
}

variable "error_percent" {
  description = "Share of requests answered with 5xx that is too much."
  type        = number
  default     = 1
}

variable "p95_seconds" {
  description = "95th percentile of the API's response time that is too much. POST /index counts with its wait for the receipt, up to 30 s from a cold start, hence only a lasting excess raises the alarm."
  type        = number
  default     = 5
}

variable "no_task_minutes" {
  description = "Minutes that a message may wait without any task running. A cold start takes up to six."
  type        = number
  default     = 15
}
