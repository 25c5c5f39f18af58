mock_provider "aws" {
  source = "../../tests/mocks"
}

variables {
  name                  = "facerec-test"
  subnet_ids            = ["subnet-1", "subnet-2"]
  security_group_id     = "sg-1"
  instances             = 2
  min_capacity          = 0.5
  max_capacity          = 4
  backup_retention_days = 14
  deletion_protection   = true
  log_retention_days    = 30
}

run "the_password_is_made_and_kept_outside_terraform" {
  assert {
    condition     = aws_rds_cluster.this.manage_master_user_password && aws_rds_cluster.this.master_password == null && aws_rds_cluster.this.master_password_wo == null
    error_message = "RDS must keep the administrator's password in Secrets Manager."
  }
}

run "data_is_encrypted_private_and_backed_up" {
  assert {
    condition     = aws_rds_cluster.this.storage_encrypted && aws_rds_cluster.this.backup_retention_period == 14
    error_message = "Storage must be encrypted and backed up."
  }

  assert {
    condition     = alltrue([for i in aws_rds_cluster_instance.this : !i.publicly_accessible])
    error_message = "No instance may have a public address."
  }

  assert {
    condition     = contains([for p in aws_rds_cluster_parameter_group.this.parameter : "${p.name}=${p.value}"], "rds.force_ssl=1")
    error_message = "Postgres must refuse connections without TLS."
  }
}

run "a_protected_cluster_leaves_a_snapshot" {
  assert {
    condition     = aws_rds_cluster.this.deletion_protection && !aws_rds_cluster.this.skip_final_snapshot
    error_message = "A protected cluster must not go without a last snapshot."
  }
}

run "a_trial_cluster_pauses_and_goes_without_a_trace" {
  variables {
    instances           = 1
    min_capacity        = 0
    deletion_protection = false
  }

  assert {
    condition     = aws_rds_cluster.this.serverlessv2_scaling_configuration[0].seconds_until_auto_pause == 1800 && aws_rds_cluster.this.skip_final_snapshot
    error_message = "Without a minimum the cluster must pause; without protection it must go at once."
  }
}
