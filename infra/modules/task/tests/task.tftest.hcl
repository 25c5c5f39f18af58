mock_provider "aws" {
  source = "../../tests/mocks"
}

variables {
  name               = "facerec-test-api"
  container_name     = "api"
  launch_type        = "FARGATE"
  vcpu               = 1
  memory_mib         = 2048
  image              = "registry.test/facerec/api@sha256:1111111111111111111111111111111111111111111111111111111111111111"
  repository         = { arn = "arn:aws:ecr:eu-test-1:123456789012:repository/facerec/api", url = "registry.test/facerec/api" }
  environment        = { LOG_LEVEL = "info" }
  secrets            = { DATABASE_URL = "arn:aws:secretsmanager:eu-test-1:123456789012:secret:facerec/test/database-url" }
  port               = 3000
  log_retention_days = 30
  statements         = [{ Sid = "Enqueue", Action = ["sqs:SendMessage"], Resource = ["arn:aws:sqs:eu-test-1:123456789012:photos"] }]
}

run "the_container_is_hardened" {
  assert {
    condition     = jsondecode(aws_ecs_task_definition.this.container_definitions)[0].readonlyRootFilesystem
    error_message = "The root file system must be read-only."
  }

  assert {
    condition     = { for m in jsondecode(aws_ecs_task_definition.this.container_definitions)[0].mountPoints : m.containerPath => m.readOnly } == { "/data" = false, "/tmp" = false }
    error_message = "Exactly /data and /tmp must be writable."
  }

  assert {
    condition     = toset([for v in aws_ecs_task_definition.this.volume : v.name if coalesce(v.host_path, "none") == "none"]) == toset(["data", "tmp"])
    error_message = "The writable volumes must go with the task."
  }

  assert {
    condition     = jsondecode(aws_ecs_task_definition.this.container_definitions)[0].linuxParameters.capabilities.drop == ["ALL"]
    error_message = "The container needs no capability."
  }
}

run "the_container_has_its_own_memory_limit_and_time_to_drain" {
  assert {
    condition     = jsondecode(aws_ecs_task_definition.this.container_definitions)[0].memory == 2048
    error_message = "The app sizes its pool by the container's limit: it must be set on the container, not only on the task."
  }

  assert {
    condition     = jsondecode(aws_ecs_task_definition.this.container_definitions)[0].stopTimeout == 115
    error_message = "SIGKILL must come after the drain and before a Spot instance ends."
  }
}

run "secrets_are_injected_by_reference" {
  assert {
    condition = jsondecode(aws_ecs_task_definition.this.container_definitions)[0].secrets == [{
      name      = "DATABASE_URL"
      valueFrom = "arn:aws:secretsmanager:eu-test-1:123456789012:secret:facerec/test/database-url"
    }]
    error_message = "A secret must come by valueFrom."
  }

  assert {
    condition     = jsondecode(aws_ecs_task_definition.this.container_definitions)[0].environment == [{ name = "LOG_LEVEL", value = "info" }]
    error_message = "The environment must hold the open settings only."
  }

  assert {
    condition = one([
      for s in jsondecode(aws_iam_role_policy.execution.policy).Statement : s.Resource if contains(s.Action, "secretsmanager:GetSecretValue")
    ]) == ["arn:aws:secretsmanager:eu-test-1:123456789012:secret:facerec/test/database-url"]
    error_message = "The execution role may read the task's own secrets and no others."
  }

  assert {
    condition     = !strcontains(aws_iam_role_policy.task.policy, "secretsmanager")
    error_message = "The app itself must not read secrets."
  }
}

run "roles_can_be_taken_by_ecs_of_this_account_only" {
  assert {
    condition = alltrue([
      for policy in [aws_iam_role.execution.assume_role_policy, aws_iam_role.task.assume_role_policy] :
      jsondecode(policy).Statement[0].Principal == { Service = "ecs-tasks.amazonaws.com" }
      && jsondecode(policy).Statement[0].Condition.StringEquals["aws:SourceAccount"] == "123456789012"
    ])
    error_message = "Only ECS, and only for this account, may take the roles."
  }
}

run "an_unreleased_app_names_no_image_that_exists" {
  variables {
    image = null
  }

  assert {
    condition     = !output.released && endswith(jsondecode(aws_ecs_task_definition.this.container_definitions)[0].image, "@sha256:${join("", [for _ in range(64) : "0"])}")
    error_message = "Without a release the digest must be all zeros, and say so."
  }
}

run "an_image_by_tag_is_refused" {
  command = plan

  variables {
    image = "registry.test/facerec/api:latest"
  }

  expect_failures = [var.image]
}

run "a_digest_that_is_cut_off_is_refused" {
  command = plan

  variables {
    image = "registry.test/facerec/api@sha256:1111"
  }

  expect_failures = [var.image]
}

run "a_wildcard_action_is_refused" {
  command = plan

  variables {
    statements = [{ Sid = "Everything", Action = ["sqs:*"], Resource = ["arn:aws:sqs:eu-test-1:123456789012:photos"] }]
  }

  expect_failures = [var.statements]
}

run "a_short_stop_timeout_is_refused" {
  command = plan

  variables {
    stop_timeout_seconds = 30
  }

  expect_failures = [var.stop_timeout_seconds]
}
