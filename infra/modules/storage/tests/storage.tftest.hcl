mock_provider "aws" {
  source = "../../tests/mocks"
}

variables {
  bucket_name = "facerec-test-photos-123456789012"
}

run "the_bucket_is_private_encrypted_and_versioned" {
  assert {
    condition = alltrue([
      aws_s3_bucket_public_access_block.photos.block_public_acls,
      aws_s3_bucket_public_access_block.photos.block_public_policy,
      aws_s3_bucket_public_access_block.photos.ignore_public_acls,
      aws_s3_bucket_public_access_block.photos.restrict_public_buckets,
    ])
    error_message = "All four kinds of public access must be blocked."
  }

  assert {
    condition     = aws_s3_bucket_ownership_controls.photos.rule[0].object_ownership == "BucketOwnerEnforced"
    error_message = "The bucket's owner must own every object."
  }

  assert {
    condition = alltrue([for rule in aws_s3_bucket_server_side_encryption_configuration.photos.rule :
      rule.bucket_key_enabled
      && rule.apply_server_side_encryption_by_default[0].sse_algorithm == "aws:kms"
      && rule.apply_server_side_encryption_by_default[0].kms_master_key_id == aws_kms_key.photos.arn
    ])
    error_message = "Photos must be encrypted with the bucket's own key."
  }

  assert {
    condition     = aws_kms_key.photos.enable_key_rotation
    error_message = "The key must rotate."
  }

  assert {
    condition     = aws_s3_bucket_versioning.photos.versioning_configuration[0].status == "Enabled"
    error_message = "The bucket must keep versions."
  }
}

run "the_policy_refuses_everything_without_tls_and_allows_nothing" {
  assert {
    condition = jsondecode(aws_s3_bucket_policy.photos.policy).Statement == [{
      Sid       = "TlsOnly"
      Effect    = "Deny"
      Principal = "*"
      Action    = "s3:*"
      Resource  = ["arn:aws:s3:::photos", "arn:aws:s3:::photos/*"]
      Condition = { Bool = { "aws:SecureTransport" = "false" } }
    }]
    error_message = "The bucket policy must consist of the TLS rule alone, for the bucket and its objects."
  }
}

run "leftovers_go_away" {
  assert {
    condition = (
      aws_s3_bucket_lifecycle_configuration.photos.rule[0].noncurrent_version_expiration[0].noncurrent_days == 30
      && aws_s3_bucket_lifecycle_configuration.photos.rule[0].abort_incomplete_multipart_upload[0].days_after_initiation == 7
    )
    error_message = "Old versions and broken uploads must be removed."
  }
}

run "nobody_is_notified_by_default" {
  assert {
    condition     = length(aws_s3_bucket_notification.photos) == 0
    error_message = "Notifications are opt-in."
  }
}

run "a_queue_hears_of_photos_put_and_removed_under_the_prefix" {
  variables {
    notification = { queue_arn = "arn:aws:sqs:eu-test-1:123456789012:queue", prefix = "photos/" }
  }

  assert {
    condition = (
      one(aws_s3_bucket_notification.photos[0].queue).queue_arn == "arn:aws:sqs:eu-test-1:123456789012:queue"
      && one(aws_s3_bucket_notification.photos[0].queue).filter_prefix == "photos/"
      && one(aws_s3_bucket_notification.photos[0].queue).events == toset(["s3:ObjectCreated:*", "s3:ObjectRemoved:*"])
    )
    error_message = "The queue must hear of creations and removals below the prefix."
  }
}
