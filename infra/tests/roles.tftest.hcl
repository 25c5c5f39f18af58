# Every role there is, with everything it may do. A role that is new or may do more fails here until somebody has agreed.
mock_provider "aws" {
  source = "./tests/mocks"
}

run "roles_of_an_environment" {
  module {
    source = "./modules/environment"
  }

  variables {
    environment          = "production"
    domain_name          = "faces.example.com"
    pinecone_index_name  = "facerec-test"
    vpc_cidr             = "10.42.0.0/16"
    zone_count           = 2
    nat_gateway_per_zone = false
    database             = { instances = 1, min_capacity = 0, max_capacity = 2, backup_retention_days = 1 }
    deletion_protection  = false
    log_retention_days   = 14
  }

  assert {
    condition     = alltrue([for action in flatten(values(output.role_actions)) : !strcontains(action, "*")])
    error_message = "No role may use a wildcard."
  }

  assert {
    condition = jsonencode(output.role_actions) == jsonencode({
      facerec-production-api-execution = [
        "ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetAuthorizationToken", "ecr:GetDownloadUrlForLayer",
        "logs:CreateLogStream", "logs:PutLogEvents", "secretsmanager:GetSecretValue",
      ]
      facerec-production-api-task = [
        "kms:Decrypt", "kms:GenerateDataKey", "s3:AbortMultipartUpload", "s3:DeleteObject", "s3:GetObject", "s3:ListBucket",
        "s3:PutObject", "sqs:ChangeMessageVisibility", "sqs:DeleteMessage", "sqs:GetQueueAttributes", "sqs:GetQueueUrl",
        "sqs:ReceiveMessage", "sqs:SendMessage",
      ]
      facerec-production-indexer-execution = [
        "ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetAuthorizationToken", "ecr:GetDownloadUrlForLayer",
        "logs:CreateLogStream", "logs:PutLogEvents", "secretsmanager:GetSecretValue",
      ]
      facerec-production-indexer-task = [
        "kms:Decrypt", "s3:GetObject", "s3:ListBucket", "sqs:ChangeMessageVisibility", "sqs:DeleteMessage",
        "sqs:GetQueueAttributes", "sqs:GetQueueUrl", "sqs:ReceiveMessage", "sqs:SendMessage",
      ]
      facerec-production-instance = [
        "ecs:DeregisterContainerInstance", "ecs:DiscoverPollEndpoint", "ecs:Poll", "ecs:RegisterContainerInstance",
        "ecs:StartTelemetrySession", "ecs:SubmitAttachmentStateChanges", "ecs:SubmitContainerStateChange",
        "ecs:SubmitTaskStateChange", "ecs:UpdateContainerInstancesState",
      ]
    })
    error_message = "A role may do something else than agreed: ${jsonencode(output.role_actions)}"
  }
}

run "roles_of_the_workflows" {
  module {
    source = "./bootstrap"
  }

  variables {
    github_repository = "your-organisation/facerec"
  }

  assert {
    condition     = alltrue([for action in flatten(values(output.role_actions)) : !strcontains(action, "*")])
    error_message = "No role may use a wildcard."
  }

  assert {
    condition = jsonencode(output.role_actions) == jsonencode({
      facerec-github-deploy-production = [
        "ecs:DescribeServices", "ecs:DescribeTaskDefinition", "ecs:RegisterTaskDefinition", "ecs:UpdateService",
        "iam:PassRole", "ssm:GetParameter", "ssm:PutParameter",
      ]
      facerec-github-deploy-staging = [
        "ecs:DescribeServices", "ecs:DescribeTaskDefinition", "ecs:RegisterTaskDefinition", "ecs:UpdateService",
        "iam:PassRole", "ssm:GetParameter", "ssm:PutParameter",
      ]
      facerec-github-images = [
        "ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:CompleteLayerUpload", "ecr:DescribeImageScanFindings",
        "ecr:DescribeImages", "ecr:GetAuthorizationToken", "ecr:GetDownloadUrlForLayer", "ecr:InitiateLayerUpload",
        "ecr:PutImage", "ecr:UploadLayerPart",
      ]
    })
    error_message = "A role may do something else than agreed: ${jsonencode(output.role_actions)}"
  }
}

# The roles above are all roles: none is made elsewhere, and none gets a policy that the lists do not show.
run "no_other_role_or_policy" {
  module {
    source = "./tests/sources"
  }

  assert {
    condition = jsonencode(output.roles) == jsonencode({
      "bootstrap/github.tf"      = 1
      "modules/cluster/roles.tf" = 1
      "modules/task/roles.tf"    = 2
    })
    error_message = "A file makes a role that the lists above do not show: ${jsonencode(output.roles)}"
  }

  assert {
    condition     = length(output.attachments) == 0
    error_message = "Policies are written out in the role's own file, not attached: ${jsonencode(output.attachments)}"
  }
}
