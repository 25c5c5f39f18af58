mock_provider "aws" {
  source = "../../tests/mocks"
}

variables {
  name                = "facerec-test-api"
  load_balancer_name  = "facerec-test"
  cluster_name        = "facerec-test"
  image               = "registry.test/facerec/api@sha256:1111111111111111111111111111111111111111111111111111111111111111"
  repository          = { arn = "arn:aws:ecr:eu-test-1:123456789012:repository/facerec/api", url = "registry.test/facerec/api" }
  vpc_id              = "vpc-1"
  public_subnet_ids   = ["subnet-1", "subnet-2"]
  private_subnet_ids  = ["subnet-3", "subnet-4"]
  security_group_ids  = { alb = "sg-1", api = "sg-2" }
  port                = 3000
  certificate_arn     = "arn:aws:acm:eu-test-1:123456789012:certificate/1"
  domain_name         = "faces.example.com"
  deletion_protection = true
  environment         = { LOG_LEVEL = "info" }
  secrets             = { DATABASE_URL = "arn:aws:secretsmanager:eu-test-1:123456789012:secret:facerec/test/database-url" }
  photos              = { bucket_arn = "arn:aws:s3:::photos", kms_key_arn = "arn:aws:kms:eu-test-1:123456789012:key/1" }
  queue               = { arn = "arn:aws:sqs:eu-test-1:123456789012:photos", dead_letters_arn = "arn:aws:sqs:eu-test-1:123456789012:photos-dlq" }
  log_retention_days  = 30

  scaling = {
    task_vcpu                      = 1
    task_memory_mib                = 2048
    min_tasks                      = 2
    max_tasks                      = 8
    requests_per_target_per_minute = 480
    cpu_target_percent             = 55
    scale_out_cooldown_s           = 45
    scale_in_cooldown_s            = 300
  }
}

run "the_load_balancer_speaks_tls_and_drops_what_is_malformed" {
  assert {
    condition     = aws_lb_listener.https.protocol == "HTTPS" && startswith(aws_lb_listener.https.ssl_policy, "ELBSecurityPolicy-TLS13-1-")
    error_message = "The listener must offer TLS 1.3."
  }

  assert {
    condition = (
      aws_lb_listener.redirect.default_action[0].type == "redirect"
      && aws_lb_listener.redirect.default_action[0].redirect[0].protocol == "HTTPS"
      && aws_lb_listener.redirect.default_action[0].redirect[0].status_code == "HTTP_301"
    )
    error_message = "Port 80 must only redirect."
  }

  assert {
    condition     = aws_lb.this.drop_invalid_header_fields && aws_lb.this.enable_deletion_protection
    error_message = "Invalid headers must be dropped and the address protected."
  }
}

run "liveness_decides_about_a_task" {
  assert {
    condition     = aws_lb_target_group.this.health_check[0].path == "/livez" && aws_lb_target_group.this.target_type == "ip"
    error_message = "The target group must ask /livez of each task."
  }

  assert {
    condition     = strcontains(join(" ", jsondecode(output.container_definitions)[0].healthCheck.command), "127.0.0.1:3000/livez")
    error_message = "So must the container's own health check."
  }
}

run "tasks_listen_beyond_loopback" {
  assert {
    condition = { for e in jsondecode(output.container_definitions)[0].environment : e.name => e.value } == {
      LOG_LEVEL = "info", HOST = "0.0.0.0", PORT = "3000", TRUSTED_PROXIES = "1"
    }
    error_message = "HOST, PORT and TRUSTED_PROXIES must be added to the settings."
  }
}

run "a_bad_release_is_taken_back_and_nobody_notices" {
  assert {
    condition     = aws_ecs_service.this.deployment_circuit_breaker[0].enable && aws_ecs_service.this.deployment_circuit_breaker[0].rollback
    error_message = "The circuit breaker must roll back."
  }

  assert {
    condition     = aws_ecs_service.this.deployment_minimum_healthy_percent == 100 && aws_ecs_service.this.deployment_maximum_percent == 200
    error_message = "New tasks must answer before old ones go."
  }

  assert {
    condition     = aws_ecs_service.this.launch_type == "FARGATE" && !aws_ecs_service.this.network_configuration[0].assign_public_ip
    error_message = "Tasks must run on Fargate without public addresses."
  }
}

run "tasks_follow_requests_and_cpu" {
  assert {
    condition     = aws_appautoscaling_target.this.min_capacity == 2 && aws_appautoscaling_target.this.max_capacity == 8
    error_message = "The bounds must be those of the table."
  }

  assert {
    condition = (
      aws_appautoscaling_policy.requests.target_tracking_scaling_policy_configuration[0].target_value == 480
      && aws_appautoscaling_policy.requests.target_tracking_scaling_policy_configuration[0].predefined_metric_specification[0].predefined_metric_type == "ALBRequestCountPerTarget"
      && aws_appautoscaling_policy.requests.target_tracking_scaling_policy_configuration[0].predefined_metric_specification[0].resource_label == "app/test/1/targetgroup/test/1"
    )
    error_message = "Requests per target must be tracked at the table's figure."
  }

  assert {
    condition = (
      aws_appautoscaling_policy.cpu.target_tracking_scaling_policy_configuration[0].target_value == 55
      && aws_appautoscaling_policy.cpu.target_tracking_scaling_policy_configuration[0].predefined_metric_specification[0].predefined_metric_type == "ECSServiceAverageCPUUtilization"
    )
    error_message = "CPU must be tracked at the table's figure."
  }

  assert {
    condition = alltrue([
      for policy in [aws_appautoscaling_policy.requests, aws_appautoscaling_policy.cpu] :
      policy.target_tracking_scaling_policy_configuration[0].scale_out_cooldown == 45 && policy.target_tracking_scaling_policy_configuration[0].scale_in_cooldown == 300
    ])
    error_message = "Cooldowns must be those of the table."
  }
}

run "nothing_runs_before_the_first_release" {
  state_key = "unreleased" # a service of its own: desired_count is read when it is made, and not again

  variables {
    image = null
  }

  assert {
    condition     = aws_appautoscaling_target.this.min_capacity == 0 && aws_appautoscaling_target.this.max_capacity == 0 && aws_ecs_service.this.desired_count == 0
    error_message = "Without an image the service must stay at zero tasks."
  }
}

run "dns_is_ours_to_write_only_with_a_zone" {
  variables {
    hosted_zone_id = "Z1"
  }

  assert {
    condition     = aws_route53_record.this[0].name == "faces.example.com" && aws_route53_record.this[0].alias[0].name == "test-1.eu-test-1.elb.amazonaws.com"
    error_message = "The host name must become an alias of the load balancer."
  }
}

run "an_api_that_may_vanish_is_refused" {
  command = plan

  variables {
    scaling = {
      task_vcpu                      = 1
      task_memory_mib                = 2048
      min_tasks                      = 0
      max_tasks                      = 8
      requests_per_target_per_minute = 480
      cpu_target_percent             = 55
      scale_out_cooldown_s           = 45
      scale_in_cooldown_s            = 300
    }
  }

  expect_failures = [var.scaling]
}
