# The one table of scaling figures; the capacity model reads the same file. Its keys are explained in infra/README.md.
locals {
  table = jsondecode(file("${path.module}/../../scaling.json"))

  scaling = { for group, defaults in local.table.defaults : group => merge(defaults, try(local.table.environments[var.environment][group], {})) }
}
