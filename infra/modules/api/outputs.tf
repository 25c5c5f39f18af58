output "service_name" {
  description = "ECS service of the API."
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

output "load_balancer_dns_name" {
  description = "Where domain_name must point."
  value       = aws_lb.this.dns_name
}

output "load_balancer_arn_suffix" {
  description = "The load balancer's name in metrics."
  value       = aws_lb.this.arn_suffix
}

output "target_group_arn_suffix" {
  description = "The target group's name in metrics."
  value       = aws_lb_target_group.this.arn_suffix
}

output "log_group" {
  description = "Where its logs go."
  value       = module.task.log_group
}

output "role_actions" {
  description = "What each role of the API may do."
  value       = module.task.role_actions
}
