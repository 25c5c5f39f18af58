output "arns" {
  description = "ARN of each secret by the name of the setting that it fills."
  value       = { for setting, secret in aws_secretsmanager_secret.this : setting => secret.arn }
}

output "names" {
  description = "Name of each secret by the name of the setting that it fills."
  value       = { for setting, secret in aws_secretsmanager_secret.this : setting => secret.name }
}
