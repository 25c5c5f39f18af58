mock_provider "aws" {
  source = "../../tests/mocks"
}

override_resource {
  target = aws_appautoscaling_policy.wake
  values = { arn = "arn:aws:autoscaling:eu-test-1:123456789012:scalingPolicy:1:resource/ecs/service/test:policyName/wake" }
}

override_resource {
  target = aws_appautoscaling_policy.idle
  values = { arn = "arn:aws:autoscaling:eu-test-1:123456789012:scalingPolicy:1:resource/ecs/service/test:policyName/idle" }
}

variables {
  name                   = "facerec-test-indexer"
  cluster_name           = "facerec-test"
  capacity_provider_name = "facerec-test-spot"
  image                  = "registry.test/facerec/indexer@sha256:1111111111111111111111111111111111111111111111111111111111111111"
  repository             = { arn = "arn:aws:ecr:eu-test-1:123456789012:repository/facerec/indexer", url = "registry.test/facerec/indexer" }
  private_subnet_ids     = ["subnet-1", "subnet-2"]
  security_group_id      = "sg-1"
  environment            = { LOG_LEVEL = "info" }
  secrets                = { DATABASE_URL = "arn:aws:secretsmanager:eu-test-1:123456789012:secret:facerec/test/database-url" }
  photos                 = { bucket_arn = "arn:aws:s3:::photos", kms_key_arn = "arn:aws:kms:eu-test-1:123456789012:key/1" }
  queue                  = { name = "photos", arn = "arn:aws:sqs:eu-test-1:123456789012:photos", dead_letters_arn = "arn:aws:sqs:eu-test-1:123456789012:photos-dlq" }
  log_retention_days     = 30

  scaling = {
    task_vcpu               = 2
    task_memory_mib         = 3328
    min_tasks               = 0
    max_tasks               = 20
    acceptable_latency_s    = 240
    seconds_per_image       = 0.08
    scale_out_cooldown_s    = 60
    wake_tasks              = 1
    wake_evaluation_periods = 1
    wake_cooldown_s         = 300
    idle_evaluation_periods = 5
    idle_cooldown_s         = 60
  }
}

run "tasks_run_on_the_spot_instances" {
  assert {
    condition     = one(aws_ecs_service.this.capacity_provider_strategy).capacity_provider == "facerec-test-spot"
    error_message = "The service must use the capacity provider of the Spot instances."
  }

  assert {
    condition     = aws_ecs_service.this.deployment_circuit_breaker[0].enable && aws_ecs_service.this.deployment_circuit_breaker[0].rollback
    error_message = "The circuit breaker must roll back."
  }
}

run "the_fleet_may_shrink_to_nothing" {
  assert {
    condition     = aws_appautoscaling_target.this.min_capacity == 0 && aws_appautoscaling_target.this.max_capacity == 20
    error_message = "The bounds must be those of the table."
  }
}

run "the_target_is_acceptable_latency_over_seconds_per_image" {
  assert {
    condition     = aws_appautoscaling_policy.track.target_tracking_scaling_policy_configuration[0].target_value == 3000
    error_message = "240 s of 0.08 s an image are 3,000 messages a task."
  }

  assert {
    condition     = output.backlog_per_task == 3000
    error_message = "The dashboard needs the same figure."
  }
}

run "backlog_per_task_is_visible_over_running_and_at_least_one" {
  assert {
    condition = one([
      for m in one(aws_appautoscaling_policy.track.target_tracking_scaling_policy_configuration[0].customized_metric_specification).metrics : m.expression if m.return_data
    ]) == "visible / IF(FILL(running, REPEAT) > 1, FILL(running, REPEAT), 1)"
    error_message = "The metric must divide by the running tasks, or by one when there are none."
  }

  assert {
    condition = {
      for m in one(aws_appautoscaling_policy.track.target_tracking_scaling_policy_configuration[0].customized_metric_specification).metrics :
      m.id => "${m.metric_stat[0].metric[0].namespace} ${m.metric_stat[0].metric[0].metric_name}" if !m.return_data
      } == {
      visible = "AWS/SQS ApproximateNumberOfMessagesVisible"
      running = "ECS/ContainerInsights RunningTaskCount"
    }
    error_message = "Visible messages of the queue and running tasks of the service must go in."
  }

  assert {
    condition = toset(flatten([
      for m in one(aws_appautoscaling_policy.track.target_tracking_scaling_policy_configuration[0].customized_metric_specification).metrics :
      [for d in m.metric_stat[0].metric[0].dimensions : "${d.name}=${d.value}"] if !m.return_data
    ])) == toset(["QueueName=photos", "ClusterName=facerec-test", "ServiceName=facerec-test-indexer"])
    error_message = "The metrics must be those of this queue and this service."
  }
}

run "a_shrinking_backlog_takes_no_task_away" {
  assert {
    condition     = aws_appautoscaling_policy.track.target_tracking_scaling_policy_configuration[0].disable_scale_in
    error_message = "Tails strand when the tracking policy scales in."
  }
}

run "the_first_message_starts_the_first_task" {
  assert {
    condition = (
      aws_cloudwatch_metric_alarm.wake.comparison_operator == "GreaterThanThreshold"
      && aws_cloudwatch_metric_alarm.wake.threshold == 0
      && aws_cloudwatch_metric_alarm.wake.evaluation_periods == 1
      && aws_cloudwatch_metric_alarm.wake.alarm_actions == toset([aws_appautoscaling_policy.wake.arn])
    )
    error_message = "One period with one message must be enough."
  }

  assert {
    condition     = one([for q in aws_cloudwatch_metric_alarm.wake.metric_query : q.expression if q.id == "waiting"]) == "IF(FILL(running, 0) < 1, visible, 0)"
    error_message = "It must be about visible messages while no task runs."
  }

  assert {
    condition = (
      aws_appautoscaling_policy.wake.step_scaling_policy_configuration[0].adjustment_type == "ChangeInCapacity"
      && one(aws_appautoscaling_policy.wake.step_scaling_policy_configuration[0].step_adjustment).scaling_adjustment == 1
      && one(aws_appautoscaling_policy.wake.step_scaling_policy_configuration[0].step_adjustment).metric_interval_lower_bound == "0"
      && aws_appautoscaling_policy.wake.step_scaling_policy_configuration[0].cooldown == 300
    )
    error_message = "It must add one task, and wait for it before adding another."
  }
}

run "tasks_go_only_when_nothing_waits_and_nothing_is_in_flight" {
  assert {
    condition = (
      aws_cloudwatch_metric_alarm.idle.comparison_operator == "LessThanOrEqualToThreshold"
      && aws_cloudwatch_metric_alarm.idle.threshold == 0
      && aws_cloudwatch_metric_alarm.idle.evaluation_periods == 5
      && aws_cloudwatch_metric_alarm.idle.alarm_actions == toset([aws_appautoscaling_policy.idle.arn])
    )
    error_message = "Five empty periods in a row must pass."
  }

  assert {
    condition     = one([for q in aws_cloudwatch_metric_alarm.idle.metric_query : q.expression if q.id == "unfinished"]) == "visible + FILL(in_flight, 0)"
    error_message = "Waiting and in-flight messages must both be counted."
  }

  assert {
    condition     = aws_cloudwatch_metric_alarm.idle.treat_missing_data == "notBreaching"
    error_message = "Missing figures must not end tasks."
  }

  assert {
    condition = (
      aws_appautoscaling_policy.idle.step_scaling_policy_configuration[0].adjustment_type == "ExactCapacity"
      && one(aws_appautoscaling_policy.idle.step_scaling_policy_configuration[0].step_adjustment).scaling_adjustment == 0
    )
    error_message = "It must go back to the minimum."
  }

  # No other policy takes tasks away.
  assert {
    condition     = one(aws_appautoscaling_policy.wake.step_scaling_policy_configuration[0].step_adjustment).scaling_adjustment > 0
    error_message = "Waking must only add."
  }
}

run "nothing_runs_before_the_first_release" {
  state_key = "unreleased" # a service of its own: desired_count is read when it is made, and not again

  variables {
    image = null
  }

  assert {
    condition     = aws_appautoscaling_target.this.max_capacity == 0 && aws_ecs_service.this.desired_count == 0
    error_message = "Without an image the service must stay at zero tasks."
  }
}

run "a_latency_below_one_image_is_refused" {
  command = plan

  variables {
    scaling = {
      task_vcpu               = 2
      task_memory_mib         = 3328
      min_tasks               = 0
      max_tasks               = 20
      acceptable_latency_s    = 0.05
      seconds_per_image       = 0.08
      scale_out_cooldown_s    = 60
      wake_tasks              = 1
      wake_evaluation_periods = 1
      wake_cooldown_s         = 300
      idle_evaluation_periods = 5
      idle_cooldown_s         = 60
    }
  }

  expect_failures = [var.scaling]
}
