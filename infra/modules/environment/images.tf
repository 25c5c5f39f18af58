# What runs is what was released last: the release workflow records the digest here after its deployment has held, so
# that an apply by hand neither needs to know it nor brings back an older one. infra/bootstrap makes the parameters.
data "aws_ssm_parameter" "image" {
  for_each = toset(["api", "indexer"])

  name = "/facerec/${var.environment}/images/${each.key}"
}

data "aws_ecr_repository" "app" {
  for_each = toset(["api", "indexer"])

  name = "facerec/${each.key}"
}

locals {
  # Before the first release the parameter says "none".
  images = {
    for app, recorded in data.aws_ssm_parameter.image :
    app => can(regex("@sha256:[0-9a-f]{64}$", recorded.insecure_value)) ? recorded.insecure_value : null
  }

  repositories = {
    for app, repository in data.aws_ecr_repository.app : app => { arn = repository.arn, url = repository.repository_url }
  }
}
