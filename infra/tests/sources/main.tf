# Reads the configuration as text, for what only a look at every file can tell.
locals {
  root  = "${path.module}/../.."
  texts = { for name in fileset(local.root, "{bootstrap,modules,envs}/**/*.tf") : name => file("${local.root}/${name}") }
}

output "roles" {
  description = "How many roles each file makes."
  value = {
    for name, text in local.texts : name => length(regexall("(?m)^resource \"aws_iam_role\" ", text))
    if length(regexall("(?m)^resource \"aws_iam_role\" ", text)) > 0
  }
}

output "attachments" {
  description = "Files that give a role, user or group a policy by attachment, or make a user."
  value       = [for name, text in local.texts : name if can(regex("aws_iam_(role_policy_attachment|policy_attachment|user|group)|managed_policy_arns|inline_policy", text))]
}
