locals {
  min_tasks = module.task.released ? var.scaling.min_tasks : 0
  max_tasks = module.task.released ? var.scaling.max_tasks : 0
}

resource "aws_appautoscaling_target" "this" {
  service_namespace  = "ecs"
  scalable_dimension = "ecs:service:DesiredCount"
  resource_id        = "service/${var.cluster_name}/${aws_ecs_service.this.name}"
  min_capacity       = local.min_tasks
  max_capacity       = local.max_tasks
}

# Two targets; the one that asks for more tasks wins, and tasks go only when both agree. Requests foresee load that
# waits on other services, CPU foresees requests with large photos.
resource "aws_appautoscaling_policy" "requests" {
  name               = "requests-per-target"
  policy_type        = "TargetTrackingScaling"
  service_namespace  = aws_appautoscaling_target.this.service_namespace
  scalable_dimension = aws_appautoscaling_target.this.scalable_dimension
  resource_id        = aws_appautoscaling_target.this.resource_id

  target_tracking_scaling_policy_configuration {
    target_value       = var.scaling.requests_per_target_per_minute
    scale_out_cooldown = var.scaling.scale_out_cooldown_s
    scale_in_cooldown  = var.scaling.scale_in_cooldown_s

    predefined_metric_specification {
      predefined_metric_type = "ALBRequestCountPerTarget"
      resource_label         = "${aws_lb.this.arn_suffix}/${aws_lb_target_group.this.arn_suffix}"
    }
  }
}

resource "aws_appautoscaling_policy" "cpu" {
  name               = "cpu"
  policy_type        = "TargetTrackingScaling"
  service_namespace  = aws_appautoscaling_target.this.service_namespace
  scalable_dimension = aws_appautoscaling_target.this.scalable_dimension
  resource_id        = aws_appautoscaling_target.this.resource_id

  target_tracking_scaling_policy_configuration {
    target_value       = var.scaling.cpu_target_percent
    scale_out_cooldown = var.scaling.scale_out_cooldown_s
    scale_in_cooldown  = var.scaling.scale_in_cooldown_s

    predefined_metric_specification {
      predefined_metric_type = "ECSServiceAverageCPUUtilization"
    }
  }
}
