variable "bucket_name" {
  description = "Name of the photo bucket; unique in all of AWS, so it should hold the account's number."
  type        = string
}

variable "noncurrent_days" {
  description = "Days that an overwritten or deleted photo can still be brought back."
  type        = number
  default     = 30
}

variable "notification" {
  description = "Queue told of every photo put or removed under a prefix, after its policy allows it; null: none is told."
  type = object({
    queue_arn = string
    prefix    = string
  })
  default = null
}
