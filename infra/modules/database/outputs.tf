output "cluster_arn" {
  description = "The cluster, for the Data API."
  value       = aws_rds_cluster.this.arn
}

output "cluster_identifier" {
  description = "The cluster's name, for metrics and restores."
  value       = aws_rds_cluster.this.cluster_identifier
}

output "endpoint" {
  description = "Host name of the writer, for DATABASE_URL."
  value       = aws_rds_cluster.this.endpoint
}

output "admin_secret_arn" {
  description = "Secret in which RDS keeps the administrator's password."
  value       = one(aws_rds_cluster.this.master_user_secret[*].secret_arn)
}
