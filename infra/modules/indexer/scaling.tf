# Three rules, one a file section:
#   track  more tasks when the backlog of each would take longer than the acceptable latency; never fewer
#   wake   the first task when a message waits and none runs
#   idle   back to the minimum when nothing waits and nothing is in flight
# Taking tasks away only at the very end is what lets small batches start and tails finish.
locals {
  # Rounded: a message is whole, and binary fractions are not.
  backlog_per_task = floor(var.scaling.acceptable_latency_s / var.scaling.seconds_per_image + 0.5)

  service_dimensions = { ClusterName = var.cluster_name, ServiceName = aws_ecs_service.this.name }
  queue_dimensions   = { QueueName = var.queue.name }
}

resource "aws_appautoscaling_target" "this" {
  service_namespace  = "ecs"
  scalable_dimension = "ecs:service:DesiredCount"
  resource_id        = "service/${var.cluster_name}/${aws_ecs_service.this.name}"
  min_capacity       = module.task.released ? var.scaling.min_tasks : 0
  max_capacity       = module.task.released ? var.scaling.max_tasks : 0
}

# --- track -----------------------------------------------------------------------------------------------------------
resource "aws_appautoscaling_policy" "track" {
  name               = "backlog-per-task"
  policy_type        = "TargetTrackingScaling"
  service_namespace  = aws_appautoscaling_target.this.service_namespace
  scalable_dimension = aws_appautoscaling_target.this.scalable_dimension
  resource_id        = aws_appautoscaling_target.this.resource_id

  target_tracking_scaling_policy_configuration {
    target_value       = local.backlog_per_task
    scale_out_cooldown = var.scaling.scale_out_cooldown_s
    disable_scale_in   = true

    customized_metric_specification {
      metrics {
        id          = "visible"
        return_data = false

        metric_stat {
          stat = "Maximum"

          metric {
            namespace   = "AWS/SQS"
            metric_name = "ApproximateNumberOfMessagesVisible"

            dynamic "dimensions" {
              for_each = local.queue_dimensions

              content {
                name  = dimensions.key
                value = dimensions.value
              }
            }
          }
        }
      }

      metrics {
        id          = "running"
        return_data = false

        metric_stat {
          stat = "Maximum"

          metric {
            namespace   = "ECS/ContainerInsights"
            metric_name = "RunningTaskCount"

            dynamic "dimensions" {
              for_each = local.service_dimensions

              content {
                name  = dimensions.key
                value = dimensions.value
              }
            }
          }
        }
      }

      # visible / max(running, 1). REPEAT: the task count arrives later than the queue's, and a gap read as zero tasks
      # would ask for the whole fleet.
      metrics {
        id          = "backlog"
        label       = "Messages waiting for each task"
        expression  = "visible / IF(FILL(running, REPEAT) > 1, FILL(running, REPEAT), 1)"
        return_data = true
      }
    }
  }
}

# --- wake ------------------------------------------------------------------------------------------------------------
# Target tracking ignores missing data and multiplies what is there; zero needs a step.
resource "aws_appautoscaling_policy" "wake" {
  name               = "wake"
  policy_type        = "StepScaling"
  service_namespace  = aws_appautoscaling_target.this.service_namespace
  scalable_dimension = aws_appautoscaling_target.this.scalable_dimension
  resource_id        = aws_appautoscaling_target.this.resource_id

  step_scaling_policy_configuration {
    # A change, not an exact capacity: that would shrink a fleet which is already on its way.
    adjustment_type         = "ChangeInCapacity"
    metric_aggregation_type = "Maximum"
    # Above the start of an instance: the alarm holds until the first task runs and must not order another every minute.
    cooldown = var.scaling.wake_cooldown_s

    step_adjustment {
      metric_interval_lower_bound = 0
      scaling_adjustment          = var.scaling.wake_tasks
    }
  }
}

resource "aws_cloudwatch_metric_alarm" "wake" {
  alarm_name          = "${var.name}-wake"
  alarm_description   = "Scaling, not trouble: a message waits and no task runs."
  comparison_operator = "GreaterThanThreshold"
  threshold           = 0
  evaluation_periods  = var.scaling.wake_evaluation_periods
  treat_missing_data  = "notBreaching"
  alarm_actions       = [aws_appautoscaling_policy.wake.arn]

  metric_query {
    id = "visible"

    metric {
      namespace   = "AWS/SQS"
      metric_name = "ApproximateNumberOfMessagesVisible"
      dimensions  = local.queue_dimensions
      stat        = "Maximum"
      period      = var.metric_period_s
    }
  }

  metric_query {
    id = "running"

    metric {
      namespace   = "ECS/ContainerInsights"
      metric_name = "RunningTaskCount"
      dimensions  = local.service_dimensions
      stat        = "Maximum"
      period      = var.metric_period_s
    }
  }

  # An unknown count is read as none: a task too many goes again, a message without a task would wait for ever.
  metric_query {
    id          = "waiting"
    label       = "Messages waiting while no task runs"
    expression  = "IF(FILL(running, 0) < 1, visible, 0)"
    return_data = true
  }
}

# --- idle ------------------------------------------------------------------------------------------------------------
resource "aws_appautoscaling_policy" "idle" {
  name               = "idle"
  policy_type        = "StepScaling"
  service_namespace  = aws_appautoscaling_target.this.service_namespace
  scalable_dimension = aws_appautoscaling_target.this.scalable_dimension
  resource_id        = aws_appautoscaling_target.this.resource_id

  step_scaling_policy_configuration {
    adjustment_type         = "ExactCapacity"
    metric_aggregation_type = "Maximum"
    cooldown                = var.scaling.idle_cooldown_s

    step_adjustment {
      metric_interval_upper_bound = 0
      scaling_adjustment          = var.scaling.min_tasks
    }
  }
}

resource "aws_cloudwatch_metric_alarm" "idle" {
  alarm_name          = "${var.name}-idle"
  alarm_description   = "Scaling, not trouble: nothing waits and nothing is in flight."
  comparison_operator = "LessThanOrEqualToThreshold"
  threshold           = 0
  evaluation_periods  = var.scaling.idle_evaluation_periods
  # Without figures nobody knows that the work is done.
  treat_missing_data = "notBreaching"
  alarm_actions      = [aws_appautoscaling_policy.idle.arn]

  metric_query {
    id = "visible"

    metric {
      namespace   = "AWS/SQS"
      metric_name = "ApproximateNumberOfMessagesVisible"
      dimensions  = local.queue_dimensions
      stat        = "Maximum"
      period      = var.metric_period_s
    }
  }

  # SQS reports it only while there are some.
  metric_query {
    id = "in_flight"

    metric {
      namespace   = "AWS/SQS"
      metric_name = "ApproximateNumberOfMessagesNotVisible"
      dimensions  = local.queue_dimensions
      stat        = "Maximum"
      period      = var.metric_period_s
    }
  }

  metric_query {
    id          = "unfinished"
    label       = "Messages waiting or in flight"
    expression  = "visible + FILL(in_flight, 0)"
    return_data = true
  }
}
