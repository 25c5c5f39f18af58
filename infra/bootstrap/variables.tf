variable "region" {
  description = "AWS region of the state, the images and the environments."
  type        = string
  default     = "us-east-1"
}

variable "github_repository" {
  description = "Repository whose workflows may push and deploy, as owner/name. No GitHub account can be called as the default is: until it is set, nobody can use the roles."
  type        = string
  default     = "unset.invalid/facerec"

  validation {
    condition     = can(regex("^[A-Za-z0-9._-]+/[A-Za-z0-9._-]+$", var.github_repository))
    error_message = "github_repository must be owner/name, without wildcards."
  }
}

variable "release_branch" {
  description = "Branch whose workflow runs may push images."
  type        = string
  default     = "main"
}

variable "environments" {
  description = "Environments of the repository on GitHub and in infra/envs."
  type        = set(string)
  default     = ["staging", "production"]
}
