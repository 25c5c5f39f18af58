output "service_name" {
  description = "ECS service of the indexer."
  value       = aws_ecs_service.this.name
}

output "task_family" {
  description = "Family of its task definition."
  value       = module.task.family
}

output "container_definitions" {
  description = "Its containers as JSON."
  value       = module.task.container_definitions
}

output "backlog_per_task" {
  description = "Messages that one task works off within the acceptable latency: the target of the tracking policy."
  value       = local.backlog_per_task
}

output "log_group" {
  description = "Where its logs go."
  value       = module.task.log_group
}

output "role_actions" {
  description = "What each role of the indexer may do."
  value       = module.task.role_actions
}
