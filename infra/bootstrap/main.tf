# Once an account, before any environment: where the state lives, where images go, and who may put them there.
provider "aws" {
  region = var.region

  default_tags {
    tags = { Project = "facerec", ManagedBy = "terraform" }
  }
}

data "aws_caller_identity" "current" {}

data "aws_partition" "current" {}

locals {
  apps       = ["api", "indexer"]
  account_id = data.aws_caller_identity.current.account_id
  partition  = data.aws_partition.current.partition
}

# One registry for all environments: what staging tried is, digest for digest, what production gets.
module "registry" {
  source = "../modules/registry"

  repositories = [for app in local.apps : "facerec/${app}"]
}

# The image that each environment runs. Written by the release workflow, read by infra/envs; SSM keeps the earlier values.
resource "aws_ssm_parameter" "image" {
  for_each = { for pair in setproduct(var.environments, local.apps) : join("/", pair) => { environment = pair[0], app = pair[1] } }

  name            = "/facerec/${each.value.environment}/images/${each.value.app}"
  description     = "Image of ${each.value.app} in ${each.value.environment}, by digest"
  type            = "String"
  insecure_value  = "none"
  allowed_pattern = "^(none|[^@]+@sha256:[0-9a-f]{64})$"

  lifecycle {
    ignore_changes = [insecure_value, value]
  }
}
