variable "repositories" {
  description = "Names of the image repositories, one an app."
  type        = set(string)
}

variable "kept_images" {
  description = "Images kept in each repository; a rollback can go back that far."
  type        = number
  default     = 100
}
