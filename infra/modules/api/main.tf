module "task" {
  source = "../task"

  name               = var.name
  container_name     = "api"
  launch_type        = "FARGATE"
  vcpu               = var.scaling.task_vcpu
  memory_mib         = var.scaling.task_memory_mib
  image              = var.image
  repository         = var.repository
  environment        = merge(var.environment, { HOST = "0.0.0.0", PORT = tostring(var.port), TRUSTED_PROXIES = "1" })
  secrets            = var.secrets
  port               = var.port
  log_retention_days = var.log_retention_days

  # The slim Node image has no curl.
  health_check = ["CMD", "node", "-e", "fetch('http://127.0.0.1:${var.port}/livez').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]

  statements = [
    {
      Sid      = "ReadPhotos"
      Action   = ["s3:GetObject"]
      Resource = ["${var.photos.bucket_arn}/*"]
    },
    {
      # Without it S3 answers 403 for a photo that is missing, and the API could not say so.
      Sid      = "TellMissingPhotos"
      Action   = ["s3:ListBucket"]
      Resource = [var.photos.bucket_arn]
    },
    {
      # Uploads with store_image; libs/settings names the prefix.
      Sid      = "KeepUploads"
      Action   = ["s3:PutObject", "s3:DeleteObject", "s3:AbortMultipartUpload"]
      Resource = ["${var.photos.bucket_arn}/kept-photos/*"]
    },
    {
      Sid      = "UsePhotoKey"
      Action   = ["kms:Decrypt", "kms:GenerateDataKey"]
      Resource = [var.photos.kms_key_arn]
    },
    {
      Sid      = "Enqueue"
      Action   = ["sqs:SendMessage"]
      Resource = [var.queue.arn]
    },
    {
      Sid      = "SeeDepth"
      Action   = ["sqs:GetQueueAttributes", "sqs:GetQueueUrl"]
      Resource = [var.queue.arn, var.queue.dead_letters_arn]
    },
    {
      # A job that is retried sends its dead letters again.
      Sid      = "Redrive"
      Action   = ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:ChangeMessageVisibility"]
      Resource = [var.queue.dead_letters_arn]
    },
  ]
}

resource "aws_ecs_service" "this" {
  name                              = var.name
  cluster                           = var.cluster_name
  task_definition                   = module.task.task_definition_arn
  launch_type                       = "FARGATE"
  desired_count                     = local.min_tasks
  health_check_grace_period_seconds = 90
  propagate_tags                    = "SERVICE"
  enable_ecs_managed_tags           = true
  availability_zone_rebalancing     = "ENABLED"

  # New tasks answer before old ones go.
  deployment_minimum_healthy_percent = 100
  deployment_maximum_percent         = 200

  deployment_circuit_breaker {
    enable   = true
    rollback = true
  }

  network_configuration {
    subnets          = var.private_subnet_ids
    security_groups  = [var.security_group_ids.api]
    assign_public_ip = false
  }

  load_balancer {
    target_group_arn = aws_lb_target_group.this.arn
    container_name   = "api"
    container_port   = var.port
  }

  lifecycle {
    ignore_changes = [desired_count] # the policies below own it
  }

  # ECS refuses a target group that no listener uses.
  depends_on = [aws_lb_listener.https]
}
