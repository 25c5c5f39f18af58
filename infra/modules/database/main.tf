resource "aws_db_subnet_group" "this" {
  name       = var.name
  subnet_ids = var.subnet_ids
}

resource "aws_rds_cluster_parameter_group" "this" {
  name        = "${var.name}-postgres17"
  family      = "aurora-postgresql17"
  description = "TLS only; statements above one second are logged"

  parameter {
    name  = "rds.force_ssl"
    value = "1"
  }

  parameter {
    name  = "log_min_duration_statement"
    value = "1000"
  }
}

# The name that RDS would give it. Made here first, or its lines would be kept for ever.
resource "aws_cloudwatch_log_group" "postgres" {
  name              = "/aws/rds/cluster/${var.name}/postgresql"
  retention_in_days = var.log_retention_days
}

# The catalog: heads, jobs, receipts. Serverless, because its load follows the indexer from nothing to forty tasks.
resource "aws_rds_cluster" "this" {
  cluster_identifier = var.name
  engine             = "aurora-postgresql"
  engine_version     = "17"
  database_name      = "facerec"

  # RDS makes the administrator's password, keeps it in Secrets Manager and rotates it: it is never in the state. The
  # service logs in with a role of its own (infra/README.md).
  master_username             = "facerec_admin"
  manage_master_user_password = true
  enable_http_endpoint        = true # the Data API: roles can be made without a way into the VPC

  db_subnet_group_name            = aws_db_subnet_group.this.name
  vpc_security_group_ids          = [var.security_group_id]
  db_cluster_parameter_group_name = aws_rds_cluster_parameter_group.this.name
  storage_encrypted               = true

  backup_retention_period         = var.backup_retention_days
  preferred_backup_window         = "02:00-03:00"
  preferred_maintenance_window    = "sun:03:30-sun:04:30"
  copy_tags_to_snapshot           = true
  enabled_cloudwatch_logs_exports = ["postgresql"]
  deletion_protection             = var.deletion_protection
  skip_final_snapshot             = !var.deletion_protection
  final_snapshot_identifier       = "${var.name}-final"

  serverlessv2_scaling_configuration {
    min_capacity             = var.min_capacity
    max_capacity             = var.max_capacity
    seconds_until_auto_pause = var.min_capacity == 0 ? 1800 : null
  }

  depends_on = [aws_cloudwatch_log_group.postgres]
}

resource "aws_rds_cluster_instance" "this" {
  count = var.instances

  identifier                   = "${var.name}-${count.index}"
  cluster_identifier           = aws_rds_cluster.this.id
  engine                       = aws_rds_cluster.this.engine
  instance_class               = "db.serverless"
  promotion_tier               = 1 # a standby of tier 0 or 1 keeps the writer's size, so that it can take over at once
  publicly_accessible          = false
  auto_minor_version_upgrade   = true
  performance_insights_enabled = true
}
