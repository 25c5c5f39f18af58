output "vpc_id" {
  description = "The VPC."
  value       = aws_vpc.this.id
}

output "public_subnet_ids" {
  description = "Subnets for the load balancer, one a zone."
  value       = [for subnet in aws_subnet.public : subnet.id]
}

output "private_subnet_ids" {
  description = "Subnets for tasks, instances and the database, one a zone. They reach out through NAT and cannot be reached."
  value       = [for subnet in aws_subnet.private : subnet.id]
}

output "security_group_ids" {
  description = "Security groups by role: alb, api, indexer, instances, database, endpoints."
  value       = { for role, group in aws_security_group.this : role => group.id }

  # Tasks that start before their rules exist cannot pull their image.
  depends_on = [aws_vpc_security_group_ingress_rule.this, aws_vpc_security_group_egress_rule.this]
}
