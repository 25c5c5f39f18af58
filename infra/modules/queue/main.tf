data "aws_caller_identity" "current" {}

locals {
  # The longest that SQS keeps a message: time for somebody to look before anything is lost.
  retention_seconds = 14 * 24 * 3600

  tls_only = {
    Sid       = "TlsOnly"
    Effect    = "Deny"
    Principal = "*"
    Action    = "sqs:*"
    Condition = { Bool = { "aws:SecureTransport" = "false" } }
  }
}

resource "aws_sqs_queue" "indexing" {
  name                       = var.name
  sqs_managed_sse_enabled    = true
  receive_wait_time_seconds  = 20
  visibility_timeout_seconds = var.visibility_timeout_seconds
  message_retention_seconds  = local.retention_seconds
}

resource "aws_sqs_queue" "dead_letters" {
  name                      = "${var.name}-dlq"
  sqs_managed_sse_enabled   = true
  receive_wait_time_seconds = 20
  message_retention_seconds = local.retention_seconds
}

resource "aws_sqs_queue_redrive_policy" "indexing" {
  queue_url = aws_sqs_queue.indexing.url

  redrive_policy = jsonencode({
    deadLetterTargetArn = aws_sqs_queue.dead_letters.arn
    maxReceiveCount     = var.max_receive_count
  })
}

resource "aws_sqs_queue_redrive_allow_policy" "dead_letters" {
  queue_url = aws_sqs_queue.dead_letters.url

  redrive_allow_policy = jsonencode({
    redrivePermission = "byQueue"
    sourceQueueArns   = [aws_sqs_queue.indexing.arn]
  })
}

resource "aws_sqs_queue_policy" "indexing" {
  queue_url = aws_sqs_queue.indexing.url

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = concat(
      [merge(local.tls_only, { Resource = aws_sqs_queue.indexing.arn })],
      # Both conditions: a bucket's ARN does not name its account, and a deleted bucket's name can be taken by others.
      [for bucket in var.source_bucket_arn[*] : {
        Sid       = "EventsOfTheBucket"
        Effect    = "Allow"
        Principal = { Service = "s3.amazonaws.com" }
        Action    = "sqs:SendMessage"
        Resource  = aws_sqs_queue.indexing.arn
        Condition = {
          ArnEquals    = { "aws:SourceArn" = bucket }
          StringEquals = { "aws:SourceAccount" = data.aws_caller_identity.current.account_id }
        }
      }],
    )
  })
}

resource "aws_sqs_queue_policy" "dead_letters" {
  queue_url = aws_sqs_queue.dead_letters.url

  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [merge(local.tls_only, { Resource = aws_sqs_queue.dead_letters.arn })]
  })
}
