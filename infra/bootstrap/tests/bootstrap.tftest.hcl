mock_provider "aws" {
  source = "../tests/mocks"
}

variables {
  github_repository = "your-organisation/facerec"
}

run "the_state_is_private_encrypted_and_versioned" {
  assert {
    condition = (
      aws_s3_bucket_versioning.state.versioning_configuration[0].status == "Enabled"
      && one(aws_s3_bucket_server_side_encryption_configuration.state.rule).apply_server_side_encryption_by_default[0].sse_algorithm == "aws:kms"
      && aws_s3_bucket_ownership_controls.state.rule[0].object_ownership == "BucketOwnerEnforced"
      && aws_s3_bucket_public_access_block.state.block_public_acls
      && aws_s3_bucket_public_access_block.state.block_public_policy
      && aws_s3_bucket_public_access_block.state.ignore_public_acls
      && aws_s3_bucket_public_access_block.state.restrict_public_buckets
    )
    error_message = "The state bucket must be versioned, encrypted and closed."
  }

  assert {
    condition     = [for s in jsondecode(aws_s3_bucket_policy.state.policy).Statement : "${s.Effect} ${s.Condition.Bool["aws:SecureTransport"]}"] == ["Deny false"]
    error_message = "The state bucket must refuse requests without TLS."
  }
}

run "workflows_log_in_from_this_repository_only" {
  assert {
    condition = { for key, role in aws_iam_role.github : key => jsondecode(role.assume_role_policy).Statement[0].Condition } == {
      for key, subject in {
        images            = "repo:your-organisation/facerec:ref:refs/heads/main"
        deploy-staging    = "repo:your-organisation/facerec:environment:staging"
        deploy-production = "repo:your-organisation/facerec:environment:production"
        } : key => {
        StringEquals = {
          "token.actions.githubusercontent.com:aud" = "sts.amazonaws.com"
          "token.actions.githubusercontent.com:sub" = subject
        }
      }
    }
    error_message = "Roles are for the release branch, or for one environment, of this repository."
  }

  assert {
    condition     = alltrue([for role in aws_iam_role.github : jsondecode(role.assume_role_policy).Statement[0].Action == "sts:AssumeRoleWithWebIdentity"])
    error_message = "The roles must be taken by OIDC."
  }
}

run "a_deployment_reaches_its_own_environment_only" {
  assert {
    condition = one([for s in jsondecode(aws_iam_role_policy.deploy["staging"].policy).Statement : s.Resource if s.Sid == "RollOut"]) == [
      "arn:aws:ecs:us-east-1:123456789012:service/facerec-staging/facerec-staging-api",
      "arn:aws:ecs:us-east-1:123456789012:service/facerec-staging/facerec-staging-indexer",
    ]
    error_message = "The staging role must update the two services of staging."
  }

  assert {
    condition = one([for s in jsondecode(aws_iam_role_policy.deploy["staging"].policy).Statement : s if s.Sid == "HandRolesToTasks"]) == {
      Sid    = "HandRolesToTasks"
      Effect = "Allow"
      Action = ["iam:PassRole"]
      Resource = [
        "arn:aws:iam::123456789012:role/facerec-staging-api-execution",
        "arn:aws:iam::123456789012:role/facerec-staging-api-task",
        "arn:aws:iam::123456789012:role/facerec-staging-indexer-execution",
        "arn:aws:iam::123456789012:role/facerec-staging-indexer-task",
      ]
      Condition = { StringEquals = { "iam:PassedToService" = "ecs-tasks.amazonaws.com" } }
    }
    error_message = "The staging role may pass the four task roles of staging, to ECS tasks."
  }
}

run "every_environment_has_a_record_of_its_images_that_takes_digests_only" {
  assert {
    condition = { for key, parameter in aws_ssm_parameter.image : key => parameter.name } == {
      "production/api"     = "/facerec/production/images/api"
      "production/indexer" = "/facerec/production/images/indexer"
      "staging/api"        = "/facerec/staging/images/api"
      "staging/indexer"    = "/facerec/staging/images/indexer"
    }
    error_message = "Each app of each environment needs its parameter."
  }

  assert {
    condition = alltrue([
      for parameter in aws_ssm_parameter.image :
      can(regex(parameter.allowed_pattern, parameter.insecure_value))
      && can(regex(parameter.allowed_pattern, "registry.test/facerec/api@sha256:1111111111111111111111111111111111111111111111111111111111111111"))
      && !can(regex(parameter.allowed_pattern, "registry.test/facerec/api:latest"))
    ])
    error_message = "SSM must refuse tags."
  }
}

run "a_repository_with_a_wildcard_is_refused" {
  command = plan

  variables {
    github_repository = "your-organisation/*"
  }

  expect_failures = [var.github_repository]
}
