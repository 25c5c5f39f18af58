output "url" {
  description = "Where the API answers."
  value       = "https://${var.domain_name}"
}

output "load_balancer_dns_name" {
  description = "Where the DNS of the API's host name must point, if it is not kept in Route 53."
  value       = module.api.load_balancer_dns_name
}

output "cluster_name" {
  description = "ECS cluster."
  value       = module.cluster.name
}

output "service_names" {
  description = "ECS services by app."
  value       = { api = module.api.service_name, indexer = module.indexer.service_name }
}

output "task_families" {
  description = "Families of task definitions by app."
  value       = { api = module.api.task_family, indexer = module.indexer.task_family }
}

output "image_parameters" {
  description = "Parameters that record the released image by app."
  value       = { for app, parameter in data.aws_ssm_parameter.image : app => parameter.name }
}

output "container_definitions" {
  description = "Containers by app, as JSON; they hold ARNs of secrets, never a value."
  value       = { api = module.api.container_definitions, indexer = module.indexer.container_definitions }
}

output "bucket_name" {
  description = "The photo bucket."
  value       = module.storage.bucket_name
}

output "queue_url" {
  description = "The indexing queue."
  value       = module.queue.url
}

output "dead_letters_url" {
  description = "Its dead-letter queue."
  value       = module.queue.dead_letters_url
}

output "secret_names" {
  description = "Secrets to be filled by hand, by setting."
  value       = module.secrets.names
}

output "database" {
  description = "What is needed to reach the database and to make roles in it."
  value = {
    endpoint         = module.database.endpoint
    cluster_arn      = module.database.cluster_arn
    admin_secret_arn = module.database.admin_secret_arn
  }
}

output "log_groups" {
  description = "Logs by app."
  value       = { api = module.api.log_group, indexer = module.indexer.log_group }
}

output "alarm_names" {
  description = "Alarms that call for a person."
  value       = module.observability.alarm_names
}

output "dashboard_name" {
  description = "The CloudWatch dashboard."
  value       = module.observability.dashboard_name
}

output "scaling" {
  description = "The figures in force: defaults of infra/scaling.json under those of this environment."
  value       = local.scaling
}

output "role_actions" {
  description = "What each role may do."
  value       = merge(module.api.role_actions, module.indexer.role_actions, module.cluster.role_actions)
}
