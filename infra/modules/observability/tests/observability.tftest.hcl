mock_provider "aws" {
  source = "../../tests/mocks"
}

variables {
  name                   = "facerec-test"
  alarm_emails           = ["oncall@example.com"]
  queue                  = { name = "photos", dead_letters_name = "photos-dlq" }
  services               = { cluster = "facerec-test", api = "facerec-test-api", indexer = "facerec-test-indexer" }
  load_balancer          = { arn_suffix = "app/test/1", target_group_arn_suffix = "targetgroup/test/1" }
  database_cluster       = "facerec-test"
  backlog_per_task       = 6000
  oldest_message_seconds = 900
}

run "each_trouble_has_an_alarm_that_reaches_somebody" {
  assert {
    condition = toset(output.alarm_names) == toset([
      "facerec-test-dead-letters", "facerec-test-oldest-message", "facerec-test-no-tasks", "facerec-test-5xx", "facerec-test-p95",
    ])
    error_message = "Five troubles, five alarms."
  }

  assert {
    condition     = alltrue([for alarm in local.alarms : alarm.alarm_actions == toset([aws_sns_topic.alarms.arn]) && alarm.ok_actions == toset([aws_sns_topic.alarms.arn])])
    error_message = "Every alarm must be sent, and its end, too."
  }

  assert {
    condition     = [for s in aws_sns_topic_subscription.email : s.endpoint] == ["oncall@example.com"]
    error_message = "The given addresses must be subscribed."
  }
}

run "one_dead_letter_is_enough" {
  assert {
    condition = (
      aws_cloudwatch_metric_alarm.dead_letters.dimensions == tomap({ QueueName = "photos-dlq" })
      && aws_cloudwatch_metric_alarm.dead_letters.threshold == 0
      && aws_cloudwatch_metric_alarm.dead_letters.evaluation_periods == 1
    )
    error_message = "A single dead letter must raise the alarm."
  }
}

run "a_backlog_without_tasks_is_noticed_after_a_cold_start_would_be_over" {
  assert {
    condition     = aws_cloudwatch_metric_alarm.no_tasks.evaluation_periods * 60 > 360
    error_message = "A cold start takes up to six minutes."
  }

  assert {
    condition     = one([for q in aws_cloudwatch_metric_alarm.no_tasks.metric_query : q.expression if q.id == "waiting"]) == "IF(FILL(running, 0) < 1, visible, 0)"
    error_message = "It must be about messages while no task runs."
  }
}

run "idle_systems_are_quiet" {
  assert {
    condition     = alltrue([for alarm in local.alarms : alarm.treat_missing_data == "notBreaching"])
    error_message = "An idle queue and an unused load balancer report nothing; that is no trouble."
  }
}

run "only_our_alarms_may_publish" {
  assert {
    condition = (
      jsondecode(aws_sns_topic_policy.alarms.policy).Statement[0].Principal == { Service = "cloudwatch.amazonaws.com" }
      && jsondecode(aws_sns_topic_policy.alarms.policy).Statement[0].Condition.StringEquals["aws:SourceAccount"] == "123456789012"
    )
    error_message = "CloudWatch of this account, and nobody else."
  }
}

run "the_dashboard_shows_the_alarms_and_eight_charts" {
  assert {
    condition     = [for w in jsondecode(aws_cloudwatch_dashboard.this.dashboard_body).widgets : w.type] == concat(["alarm"], [for _ in range(8) : "metric"])
    error_message = "One row of alarms, then the charts."
  }

  assert {
    condition     = alltrue([for w in jsondecode(aws_cloudwatch_dashboard.this.dashboard_body).widgets : w.x + w.width <= 24])
    error_message = "Charts must fit the grid of 24."
  }
}
