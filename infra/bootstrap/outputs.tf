output "state_bucket" {
  description = "Bucket for the backends of infra/envs."
  value       = aws_s3_bucket.state.bucket
}

output "region" {
  description = "Region of the bucket."
  value       = var.region
}

output "repository_urls" {
  description = "Where images are pushed, by app."
  value       = { for app in local.apps : app => module.registry.repository_urls["facerec/${app}"] }
}

output "image_role_arn" {
  description = "Role of the job that pushes images; only from the release branch."
  value       = aws_iam_role.github["images"].arn
}

output "deploy_role_arns" {
  description = "Role of the job that deploys, by environment; only from that GitHub environment."
  value       = { for name in var.environments : name => aws_iam_role.github["deploy-${name}"].arn }
}

output "image_parameters" {
  description = "Parameters that record what each environment runs, as environment/app."
  value       = { for key, parameter in aws_ssm_parameter.image : key => parameter.name }
}

output "github_variables" {
  description = "What the release workflow reads: variables of the repository, and of each environment."
  value = {
    repository = {
      AWS_REGION         = var.region
      AWS_IMAGE_ROLE     = aws_iam_role.github["images"].arn
      API_REPOSITORY     = module.registry.repository_urls["facerec/api"]
      INDEXER_REPOSITORY = module.registry.repository_urls["facerec/indexer"]
    }
    environments = { for name in var.environments : name => { AWS_DEPLOY_ROLE = aws_iam_role.github["deploy-${name}"].arn } }
  }
}

output "role_actions" {
  description = "What each role of the workflows may do."
  value = merge(
    { (aws_iam_role.github["images"].name) = sort(flatten(jsondecode(aws_iam_role_policy.images.policy).Statement[*].Action)) },
    { for name, policy in aws_iam_role_policy.deploy : aws_iam_role.github["deploy-${name}"].name => sort(flatten(jsondecode(policy.policy).Statement[*].Action)) },
  )
}
