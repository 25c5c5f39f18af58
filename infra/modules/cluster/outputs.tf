output "name" {
  description = "Name of the cluster."
  value       = aws_ecs_cluster.this.name
}

output "arn" {
  description = "ARN of the cluster."
  value       = aws_ecs_cluster.this.arn
}

output "spot_capacity_provider" {
  description = "Capacity provider of the Spot instances, known once the cluster may use it."
  value       = aws_ecs_capacity_provider.spot.name
  depends_on  = [aws_ecs_cluster_capacity_providers.this]
}

output "role_actions" {
  description = "What the instances may do."
  value = {
    (aws_iam_role.instance.name) = sort(flatten(jsondecode(aws_iam_role_policy.instance.policy).Statement[*].Action))
  }
}
