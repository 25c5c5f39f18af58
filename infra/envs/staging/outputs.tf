output "url" {
  description = "Where the API answers."
  value       = module.facerec.url
}

output "load_balancer_dns_name" {
  description = "Where the DNS of the API's host name must point, if it is not kept in Route 53."
  value       = module.facerec.load_balancer_dns_name
}

output "cluster_name" {
  description = "ECS cluster."
  value       = module.facerec.cluster_name
}

output "service_names" {
  description = "ECS services by app."
  value       = module.facerec.service_names
}

output "task_families" {
  description = "Families of task definitions by app."
  value       = module.facerec.task_families
}

output "image_parameters" {
  description = "Parameters that record the released image by app."
  value       = module.facerec.image_parameters
}

output "bucket_name" {
  description = "The photo bucket."
  value       = module.facerec.bucket_name
}

output "queue_url" {
  description = "The indexing queue."
  value       = module.facerec.queue_url
}

output "dead_letters_url" {
  description = "Its dead-letter queue."
  value       = module.facerec.dead_letters_url
}

output "secret_names" {
  description = "Secrets to be filled by hand, by setting."
  value       = module.facerec.secret_names
}

output "database" {
  description = "What is needed to reach the database and to make roles in it."
  value       = module.facerec.database
}

output "log_groups" {
  description = "Logs by app."
  value       = module.facerec.log_groups
}

output "alarm_names" {
  description = "Alarms that call for a person."
  value       = module.facerec.alarm_names
}

output "dashboard_name" {
  description = "The CloudWatch dashboard."
  value       = module.facerec.dashboard_name
}

output "scaling" {
  description = "The scaling figures in force."
  value       = module.facerec.scaling
}

output "role_actions" {
  description = "What each role may do."
  value       = module.facerec.role_actions
}
