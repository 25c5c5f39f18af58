output "name" {
  description = "Name of the indexing queue."
  value       = aws_sqs_queue.indexing.name
}

output "url" {
  description = "URL of the indexing queue."
  value       = aws_sqs_queue.indexing.url
}

output "arn" {
  description = "ARN of the indexing queue, known once its policy is in place: S3 tests that it may send before it takes a notification."
  value       = aws_sqs_queue.indexing.arn
  depends_on  = [aws_sqs_queue_policy.indexing]
}

output "dead_letters_name" {
  description = "Name of the dead-letter queue."
  value       = aws_sqs_queue.dead_letters.name
}

output "dead_letters_url" {
  description = "URL of the dead-letter queue."
  value       = aws_sqs_queue.dead_letters.url
}

output "dead_letters_arn" {
  description = "ARN of the dead-letter queue."
  value       = aws_sqs_queue.dead_letters.arn
}
