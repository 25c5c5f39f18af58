# GitHub's workflows log in by OIDC: no key of AWS is stored there. Neither role can run Terraform; that is done by a
# person, since whoever may change roles may do anything.
resource "aws_iam_openid_connect_provider" "github" {
  url            = "https://token.actions.githubusercontent.com"
  client_id_list = ["sts.amazonaws.com"]
}

locals {
  # What GitHub says of a run: a job of the release branch, or a job of an environment with its protection rules.
  subjects = merge(
    { images = "repo:${var.github_repository}:ref:refs/heads/${var.release_branch}" },
    { for name in var.environments : "deploy-${name}" => "repo:${var.github_repository}:environment:${name}" },
  )
}

resource "aws_iam_role" "github" {
  for_each = local.subjects

  name                 = "facerec-github-${each.key}"
  max_session_duration = 3600

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Federated = aws_iam_openid_connect_provider.github.arn }
      Action    = "sts:AssumeRoleWithWebIdentity"
      Condition = {
        StringEquals = {
          "token.actions.githubusercontent.com:aud" = "sts.amazonaws.com"
          "token.actions.githubusercontent.com:sub" = each.value
        }
      }
    }]
  })
}

resource "aws_iam_role_policy" "images" {
  name = "push-images"
  role = aws_iam_role.github["images"].id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        # This action knows no resource.
        Sid      = "LogInToRegistry"
        Effect   = "Allow"
        Action   = ["ecr:GetAuthorizationToken"]
        Resource = ["*"]
      },
      {
        Sid    = "PushAndReadScans"
        Effect = "Allow"
        Action = [
          "ecr:BatchCheckLayerAvailability",
          "ecr:BatchGetImage",
          "ecr:CompleteLayerUpload",
          "ecr:DescribeImageScanFindings",
          "ecr:DescribeImages",
          "ecr:GetDownloadUrlForLayer",
          "ecr:InitiateLayerUpload",
          "ecr:PutImage",
          "ecr:UploadLayerPart",
        ]
        Resource = values(module.registry.repository_arns)
      },
    ]
  })
}

resource "aws_iam_role_policy" "deploy" {
  for_each = var.environments

  name = "deploy"
  role = aws_iam_role.github["deploy-${each.key}"].id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        # These two know no resource; a revision is harmless until a service uses it.
        Sid       = "RegisterRevisions"
        Effect    = "Allow"
        Action    = ["ecs:DescribeTaskDefinition", "ecs:RegisterTaskDefinition"]
        Resource  = ["*"]
        Condition = { StringEquals = { "aws:RequestedRegion" = var.region } }
      },
      {
        Sid      = "RollOut"
        Effect   = "Allow"
        Action   = ["ecs:DescribeServices", "ecs:UpdateService"]
        Resource = [for app in local.apps : "arn:${local.partition}:ecs:${var.region}:${local.account_id}:service/facerec-${each.key}/facerec-${each.key}-${app}"]
      },
      {
        Sid    = "HandRolesToTasks"
        Effect = "Allow"
        Action = ["iam:PassRole"]
        Resource = [
          for pair in setproduct(local.apps, ["execution", "task"]) :
          "arn:${local.partition}:iam::${local.account_id}:role/facerec-${each.key}-${pair[0]}-${pair[1]}"
        ]
        Condition = { StringEquals = { "iam:PassedToService" = "ecs-tasks.amazonaws.com" } }
      },
      {
        Sid      = "RecordImages"
        Effect   = "Allow"
        Action   = ["ssm:GetParameter", "ssm:PutParameter"]
        Resource = [for app in local.apps : aws_ssm_parameter.image["${each.key}/${app}"].arn]
      },
    ]
  })
}
