output "topic_arn" {
  description = "Topic that carries the alarms."
  value       = aws_sns_topic.alarms.arn
}

output "alarm_names" {
  description = "Alarms that call for a person; the indexer's -wake and -idle only scale."
  value       = local.alarms[*].alarm_name
}

output "dashboard_name" {
  description = "The CloudWatch dashboard."
  value       = aws_cloudwatch_dashboard.this.dashboard_name
}
