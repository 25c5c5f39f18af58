variable "name" {
  description = "Identifier of the cluster."
  type        = string
}

variable "subnet_ids" {
  description = "Private subnets in at least two zones."
  type        = list(string)
}

variable "security_group_id" {
  description = "Group that lets only the tasks in."
  type        = string
}

variable "instances" {
  description = "Instances, each in a zone of its own: 2 survive the loss of a zone within about a minute."
  type        = number
}

variable "min_capacity" {
  description = "Least capacity of an instance in ACU (about 2 GiB of memory and half a vCPU each); 0 pauses when nobody is connected."
  type        = number
}

variable "max_capacity" {
  description = "Most capacity of an instance in ACU; the number of connections allowed follows it."
  type        = number
}

variable "backup_retention_days" {
  description = "Days to which the database can be restored, to the second."
  type        = number
}

variable "deletion_protection" {
  description = "Refuse to delete the cluster, and take a last snapshot when it is deleted after all."
  type        = bool
}

variable "log_retention_days" {
  description = "Days that Postgres's log is kept."
  type        = number
}
