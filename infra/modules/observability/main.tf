data "aws_caller_identity" "current" {}

# Texts of alarms only, no photo and no name of one: SNS's own encryption at rest does.
resource "aws_sns_topic" "alarms" {
  name = "${var.name}-alarms"
}

resource "aws_sns_topic_policy" "alarms" {
  arn = aws_sns_topic.alarms.arn

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "OurAlarms"
      Effect    = "Allow"
      Principal = { Service = "cloudwatch.amazonaws.com" }
      Action    = "sns:Publish"
      Resource  = aws_sns_topic.alarms.arn
      Condition = { StringEquals = { "aws:SourceAccount" = data.aws_caller_identity.current.account_id } }
    }]
  })
}

resource "aws_sns_topic_subscription" "email" {
  for_each = var.alarm_emails

  topic_arn = aws_sns_topic.alarms.arn
  protocol  = "email"
  endpoint  = each.key
}

locals {
  topic              = [aws_sns_topic.alarms.arn]
  target_dimensions  = { LoadBalancer = var.load_balancer.arn_suffix, TargetGroup = var.load_balancer.target_group_arn_suffix }
  balancer           = { LoadBalancer = var.load_balancer.arn_suffix }
  indexer_dimensions = { ClusterName = var.services.cluster, ServiceName = var.services.indexer }
}

resource "aws_cloudwatch_metric_alarm" "dead_letters" {
  alarm_name          = "${var.name}-dead-letters"
  alarm_description   = "Messages that failed again and again, or could not be read. See docs/operations.md, Redrive."
  namespace           = "AWS/SQS"
  metric_name         = "ApproximateNumberOfMessagesVisible"
  dimensions          = { QueueName = var.queue.dead_letters_name }
  statistic           = "Maximum"
  period              = 60
  comparison_operator = "GreaterThanThreshold"
  threshold           = 0
  evaluation_periods  = 1
  treat_missing_data  = "notBreaching" # an idle queue reports nothing
  alarm_actions       = local.topic
  ok_actions          = local.topic
}

resource "aws_cloudwatch_metric_alarm" "oldest_message" {
  alarm_name          = "${var.name}-oldest-message"
  alarm_description   = "Photos wait longer than promised: the fleet is at its maximum, Spot has no capacity, or a store is down."
  namespace           = "AWS/SQS"
  metric_name         = "ApproximateAgeOfOldestMessage"
  dimensions          = { QueueName = var.queue.name }
  statistic           = "Maximum"
  period              = 60
  comparison_operator = "GreaterThanThreshold"
  threshold           = var.oldest_message_seconds
  evaluation_periods  = 3
  treat_missing_data  = "notBreaching"
  alarm_actions       = local.topic
  ok_actions          = local.topic
}

resource "aws_cloudwatch_metric_alarm" "no_tasks" {
  alarm_name          = "${var.name}-no-tasks"
  alarm_description   = "Messages wait and no indexer runs: no Spot capacity, an image that does not start, or a secret that is missing."
  comparison_operator = "GreaterThanThreshold"
  threshold           = 0
  evaluation_periods  = var.no_task_minutes
  treat_missing_data  = "notBreaching"
  alarm_actions       = local.topic
  ok_actions          = local.topic

  metric_query {
    id = "visible"

    metric {
      namespace   = "AWS/SQS"
      metric_name = "ApproximateNumberOfMessagesVisible"
      dimensions  = { QueueName = var.queue.name }
      stat        = "Maximum"
      period      = 60
    }
  }

  metric_query {
    id = "running"

    metric {
      namespace   = "ECS/ContainerInsights"
      metric_name = "RunningTaskCount"
      dimensions  = local.indexer_dimensions
      stat        = "Maximum"
      period      = 60
    }
  }

  metric_query {
    id          = "waiting"
    label       = "Messages waiting while no task runs"
    expression  = "IF(FILL(running, 0) < 1, visible, 0)"
    return_data = true
  }
}

resource "aws_cloudwatch_metric_alarm" "errors" {
  alarm_name          = "${var.name}-5xx"
  alarm_description   = "Share of requests answered with 5xx, by the API or by the load balancer in its place."
  comparison_operator = "GreaterThanThreshold"
  threshold           = var.error_percent
  evaluation_periods  = 5
  datapoints_to_alarm = 3
  treat_missing_data  = "notBreaching" # no requests, no errors
  alarm_actions       = local.topic
  ok_actions          = local.topic

  dynamic "metric_query" {
    for_each = {
      requests = { metric = "RequestCount", dimensions = local.balancer }
      target   = { metric = "HTTPCode_Target_5XX_Count", dimensions = local.target_dimensions }
      balancer = { metric = "HTTPCode_ELB_5XX_Count", dimensions = local.balancer }
    }

    content {
      id = metric_query.key

      metric {
        namespace   = "AWS/ApplicationELB"
        metric_name = metric_query.value.metric
        dimensions  = metric_query.value.dimensions
        stat        = "Sum"
        period      = 60
      }
    }
  }

  metric_query {
    id          = "percent"
    label       = "5xx, percent of requests"
    expression  = "100 * (FILL(target, 0) + FILL(balancer, 0)) / requests"
    return_data = true
  }
}

resource "aws_cloudwatch_metric_alarm" "p95" {
  alarm_name          = "${var.name}-p95"
  alarm_description   = "The slowest twentieth of requests takes too long for 15 minutes."
  namespace           = "AWS/ApplicationELB"
  metric_name         = "TargetResponseTime"
  dimensions          = local.target_dimensions
  extended_statistic  = "p95"
  period              = 300
  comparison_operator = "GreaterThanThreshold"
  threshold           = var.p95_seconds
  evaluation_periods  = 3
  treat_missing_data  = "notBreaching"
  # With a handful of requests a percentile is a single request.
  evaluate_low_sample_count_percentiles = "ignore"
  alarm_actions                         = local.topic
  ok_actions                            = local.topic
}
