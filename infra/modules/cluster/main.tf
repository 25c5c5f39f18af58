# The name that ECS would give it. Made here first, or its events would be kept for ever.
resource "aws_cloudwatch_log_group" "insights" {
  name              = "/aws/ecs/containerinsights/${var.name}/performance"
  retention_in_days = var.log_retention_days
}

resource "aws_ecs_cluster" "this" {
  name = var.name

  # RunningTaskCount, which the indexer's scaling divides by, comes from Container Insights.
  setting {
    name  = "containerInsights"
    value = "enabled"
  }

  depends_on = [aws_cloudwatch_log_group.insights]
}

# Launches an instance when a task waits for one, and ends it when it is empty.
resource "aws_ecs_capacity_provider" "spot" {
  name = "${var.name}-spot"

  auto_scaling_group_provider {
    auto_scaling_group_arn         = aws_autoscaling_group.spot.arn
    managed_termination_protection = "ENABLED"
    managed_draining               = "ENABLED"

    managed_scaling {
      status                    = "ENABLED"
      target_capacity           = 100 # no spare instances
      instance_warmup_period    = 60
      minimum_scaling_step_size = 1
      maximum_scaling_step_size = var.max_instances
    }
  }
}

resource "aws_ecs_cluster_capacity_providers" "this" {
  cluster_name       = aws_ecs_cluster.this.name
  capacity_providers = ["FARGATE", aws_ecs_capacity_provider.spot.name]
}
