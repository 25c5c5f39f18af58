variable "prefix" {
  description = "First part of every secret's name, such as facerec/production."
  type        = string
}

variable "recovery_window_days" {
  description = "Days in which a deleted secret can be restored; 0 deletes at once."
  type        = number
  default     = 30

  validation {
    condition     = var.recovery_window_days == 0 || (var.recovery_window_days >= 7 && var.recovery_window_days <= 30)
    error_message = "recovery_window_days must be 0, or 7 to 30."
  }
}
