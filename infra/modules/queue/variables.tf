variable "name" {
  description = "Name of the queue; the dead-letter queue is called the same with -dlq."
  type        = string

  validation {
    condition     = can(regex("^[A-Za-z0-9_-]{1,76}$", var.name))
    error_message = "name must be that of a standard queue: 1 to 76 of A-Z, a-z, 0-9, \"_\" and \"-\" (-dlq is added to it)."
  }
}

variable "job_timeout_seconds" {
  description = "Longest time that indexing one photo may take."
  type        = number
}

variable "visibility_timeout_seconds" {
  description = "How long a photo that was handed out stays hidden, unless the consumer asks for less and extends it by heartbeats."
  type        = number

  validation {
    condition     = var.visibility_timeout_seconds >= 6 * var.job_timeout_seconds
    error_message = "visibility_timeout_seconds must be at least six times job_timeout_seconds, or slow photos are handed out twice."
  }
}

variable "max_receive_count" {
  description = "Deliveries of one message before it goes to the dead-letter queue."
  type        = number

  # The indexer hands a photo back after 1, 2, 4, ... seconds: five tries would last 15 seconds, ten last 8.5 minutes.
  validation {
    condition     = var.max_receive_count >= 5
    error_message = "max_receive_count must be 5 or more: a short outage of a store is no reason to give up on a photo."
  }
}

variable "source_bucket_arn" {
  description = "Bucket whose events may enter the queue; null: none."
  type        = string
  default     = null
}
