output "task_definition_arn" {
  description = "The newest revision."
  value       = aws_ecs_task_definition.this.arn
}

output "family" {
  description = "Family of the task definition."
  value       = aws_ecs_task_definition.this.family
}

output "container_definitions" {
  description = "The containers as JSON; holds ARNs of secrets, never a value."
  value       = aws_ecs_task_definition.this.container_definitions
}

output "released" {
  description = "Whether there is an image to run."
  value       = var.image != null
}

output "log_group" {
  description = "Where the container's logs go."
  value       = aws_cloudwatch_log_group.this.name
}

output "role_actions" {
  description = "What each role may do."
  value = {
    (aws_iam_role.execution.name) = sort(flatten(jsondecode(aws_iam_role_policy.execution.policy).Statement[*].Action))
    (aws_iam_role.task.name)      = sort(flatten(jsondecode(aws_iam_role_policy.task.policy).Statement[*].Action))
  }
}
