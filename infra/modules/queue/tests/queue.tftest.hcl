mock_provider "aws" {
  source = "../../tests/mocks"
}

override_resource {
  target = aws_sqs_queue.dead_letters
  values = {
    arn = "arn:aws:sqs:eu-test-1:123456789012:photos-dlq"
    url = "https://sqs.eu-test-1.amazonaws.com/123456789012/photos-dlq"
  }
}

variables {
  name                       = "photos"
  job_timeout_seconds        = 30
  visibility_timeout_seconds = 180
  max_receive_count          = 10
}

run "queues_are_encrypted_and_polled_long" {
  assert {
    condition     = alltrue([for queue in [aws_sqs_queue.indexing, aws_sqs_queue.dead_letters] : queue.sqs_managed_sse_enabled && queue.receive_wait_time_seconds == 20])
    error_message = "Both queues need encryption at rest and 20 s long polling."
  }

  assert {
    condition     = aws_sqs_queue.dead_letters.message_retention_seconds == 1209600
    error_message = "Dead letters must be kept for 14 days."
  }
}

run "repeated_failures_end_in_the_dead_letter_queue_of_this_queue_only" {
  assert {
    condition = jsondecode(aws_sqs_queue_redrive_policy.indexing.redrive_policy) == {
      deadLetterTargetArn = "arn:aws:sqs:eu-test-1:123456789012:photos-dlq"
      maxReceiveCount     = 10
    }
    error_message = "The redrive policy must name the dead-letter queue and the number of deliveries."
  }

  assert {
    condition = jsondecode(aws_sqs_queue_redrive_allow_policy.dead_letters.redrive_allow_policy) == {
      redrivePermission = "byQueue"
      sourceQueueArns   = ["arn:aws:sqs:eu-test-1:123456789012:queue"]
    }
    error_message = "Only this queue may send its failures here."
  }
}

run "nobody_is_let_in_by_the_policy_without_a_bucket" {
  assert {
    condition     = [for s in jsondecode(aws_sqs_queue_policy.indexing.policy).Statement : s.Sid if s.Effect == "Allow"] == []
    error_message = "Without a source bucket the policy must allow nothing."
  }
}

run "only_tls_is_spoken" {
  assert {
    condition = alltrue([
      for policy in [aws_sqs_queue_policy.indexing.policy, aws_sqs_queue_policy.dead_letters.policy] :
      length([for s in jsondecode(policy).Statement : s if s.Effect == "Deny" && s.Principal == "*" && s.Action == "sqs:*" && s.Condition.Bool["aws:SecureTransport"] == "false"]) == 1
    ])
    error_message = "Both queues must refuse requests without TLS."
  }
}

run "s3_may_send_only_for_the_bucket_of_this_account" {
  variables {
    source_bucket_arn = "arn:aws:s3:::photos"
  }

  assert {
    condition = [for s in jsondecode(aws_sqs_queue_policy.indexing.policy).Statement : s if s.Effect == "Allow"] == [{
      Sid       = "EventsOfTheBucket"
      Effect    = "Allow"
      Principal = { Service = "s3.amazonaws.com" }
      Action    = "sqs:SendMessage"
      Resource  = "arn:aws:sqs:eu-test-1:123456789012:queue"
      Condition = {
        ArnEquals    = { "aws:SourceArn" = "arn:aws:s3:::photos" }
        StringEquals = { "aws:SourceAccount" = "123456789012" }
      }
    }]
    error_message = "S3 may send events of that bucket in this account and nothing else."
  }
}

run "a_visibility_timeout_below_six_job_timeouts_is_refused" {
  command = plan

  variables {
    visibility_timeout_seconds = 179
  }

  expect_failures = [var.visibility_timeout_seconds]
}

run "a_fifo_queue_is_refused" {
  command = plan

  variables {
    name = "photos.fifo"
  }

  expect_failures = [var.name]
}

run "giving_up_after_a_few_tries_is_refused" {
  command = plan

  variables {
    max_receive_count = 3
  }

  expect_failures = [var.max_receive_count]
}
