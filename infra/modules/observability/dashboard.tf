data "aws_region" "current" {}

locals {
  sqs      = "AWS/SQS"
  insights = "ECS/ContainerInsights"
  elb      = "AWS/ApplicationELB"

  alarms = [
    aws_cloudwatch_metric_alarm.dead_letters,
    aws_cloudwatch_metric_alarm.oldest_message,
    aws_cloudwatch_metric_alarm.no_tasks,
    aws_cloudwatch_metric_alarm.errors,
    aws_cloudwatch_metric_alarm.p95,
  ]

  # Two in a row, in this order: is work done, is the fleet there, is the API well, what carries it.
  charts = [
    {
      title = "Queue"
      metrics = [
        [local.sqs, "ApproximateNumberOfMessagesVisible", "QueueName", var.queue.name, { label = "waiting" }],
        [local.sqs, "ApproximateNumberOfMessagesNotVisible", "QueueName", var.queue.name, { label = "in flight" }],
        [local.sqs, "ApproximateNumberOfMessagesVisible", "QueueName", var.queue.dead_letters_name, { label = "dead letters" }],
      ]
    },
    {
      title   = "Age of the oldest message, seconds"
      metrics = [[local.sqs, "ApproximateAgeOfOldestMessage", "QueueName", var.queue.name, { label = "age" }]]
      lines   = [{ label = "alarm", value = var.oldest_message_seconds }]
    },
    {
      title = "Indexer tasks"
      metrics = [
        [local.insights, "DesiredTaskCount", "ClusterName", var.services.cluster, "ServiceName", var.services.indexer, { label = "wanted" }],
        [local.insights, "RunningTaskCount", "ClusterName", var.services.cluster, "ServiceName", var.services.indexer, { label = "running" }],
      ]
    },
    {
      title = "Messages waiting for each task"
      metrics = [
        [{ expression = "visible / IF(FILL(running, REPEAT) > 1, FILL(running, REPEAT), 1)", label = "backlog" }],
        [local.sqs, "ApproximateNumberOfMessagesVisible", "QueueName", var.queue.name, { id = "visible", visible = false }],
        [local.insights, "RunningTaskCount", "ClusterName", var.services.cluster, "ServiceName", var.services.indexer, { id = "running", visible = false }],
      ]
      lines = [{ label = "target", value = var.backlog_per_task }]
    },
    {
      title = "API requests and 5xx a minute"
      stat  = "Sum"
      metrics = [
        [local.elb, "RequestCount", "LoadBalancer", var.load_balancer.arn_suffix, { label = "requests" }],
        [local.elb, "HTTPCode_Target_5XX_Count", "LoadBalancer", var.load_balancer.arn_suffix, { label = "5xx of the API" }],
        [local.elb, "HTTPCode_ELB_5XX_Count", "LoadBalancer", var.load_balancer.arn_suffix, { label = "5xx of the load balancer" }],
      ]
    },
    {
      title = "API response time, seconds"
      metrics = [
        [local.elb, "TargetResponseTime", "LoadBalancer", var.load_balancer.arn_suffix, { label = "p50", stat = "p50" }],
        [local.elb, "TargetResponseTime", "LoadBalancer", var.load_balancer.arn_suffix, { label = "p95", stat = "p95" }],
      ]
      lines = [{ label = "alarm", value = var.p95_seconds }]
    },
    {
      title = "CPU and memory, percent"
      metrics = flatten([for role in ["api", "indexer"] : [
        for metric in ["CPUUtilization", "MemoryUtilization"] :
        { row = ["AWS/ECS", metric, "ClusterName", var.services.cluster, "ServiceName", var.services[role], { label = "${role} ${metric}" }] }
      ]])[*].row
    },
    {
      title = "Database"
      metrics = [
        ["AWS/RDS", "ServerlessDatabaseCapacity", "DBClusterIdentifier", var.database_cluster, { label = "capacity, ACU" }],
        ["AWS/RDS", "DatabaseConnections", "DBClusterIdentifier", var.database_cluster, { label = "connections", yAxis = "right" }],
      ]
    },
  ]
}

resource "aws_cloudwatch_dashboard" "this" {
  dashboard_name = var.name

  dashboard_body = jsonencode({
    widgets = concat(
      [{ type = "alarm", x = 0, y = 0, width = 24, height = 2, properties = { title = "Alarms", alarms = local.alarms[*].arn } }],
      [for index, chart in local.charts : {
        type   = "metric"
        x      = index % 2 * 12
        y      = 2 + floor(index / 2) * 6
        width  = 12
        height = 6
        properties = {
          title       = chart.title
          region      = data.aws_region.current.region
          view        = "timeSeries"
          period      = 60
          stat        = try(chart.stat, "Maximum")
          metrics     = chart.metrics
          annotations = { horizontal = try(chart.lines, []) }
        }
      }],
    )
  })
}
