locals {
  # Whoever may ask is in the VPC, not on the task's own loopback; keys are asked for in any case.
  metrics = var.metrics_port == null ? {} : { METRICS_PORT = tostring(var.metrics_port), HOST = "0.0.0.0" }
}

module "task" {
  source = "../task"

  name               = var.name
  container_name     = "indexer"
  launch_type        = "EC2"
  vcpu               = var.scaling.task_vcpu
  memory_mib         = var.scaling.task_memory_mib
  image              = var.image
  repository         = var.repository
  environment        = merge(var.environment, local.metrics)
  secrets            = var.secrets
  port               = var.metrics_port
  log_retention_days = var.log_retention_days

  # As in its Dockerfile, whose HEALTHCHECK ECS does not look at: the file is touched at every poll and every finished photo.
  health_check = ["CMD", "node", "-e", "process.exit(Date.now() - fs.statSync(process.env.HEARTBEAT_FILE).mtimeMs < 120_000 ? 0 : 1)"]

  statements = [
    {
      Sid      = "ReadPhotos"
      Action   = ["s3:GetObject"]
      Resource = ["${var.photos.bucket_arn}/*"]
    },
    {
      # Without it S3 answers 403 for a photo that is missing: a permanent failure would look like a transient one.
      Sid      = "TellMissingPhotos"
      Action   = ["s3:ListBucket"]
      Resource = [var.photos.bucket_arn]
    },
    {
      Sid      = "DecryptPhotos"
      Action   = ["kms:Decrypt"]
      Resource = [var.photos.kms_key_arn]
    },
    {
      Sid      = "Consume"
      Action   = ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:ChangeMessageVisibility"]
      Resource = [var.queue.arn]
    },
    {
      Sid      = "SeeDepth"
      Action   = ["sqs:GetQueueAttributes", "sqs:GetQueueUrl"]
      Resource = [var.queue.arn, var.queue.dead_letters_arn]
    },
    {
      # Bodies that cannot be read go to the dead letters at once, with the reason; what a stop breaks off in its last delivery is sent anew.
      Sid      = "SetAside"
      Action   = ["sqs:SendMessage"]
      Resource = [var.queue.arn, var.queue.dead_letters_arn]
    },
  ]
}

resource "aws_ecs_service" "this" {
  name                    = var.name
  cluster                 = var.cluster_name
  task_definition         = module.task.task_definition_arn
  desired_count           = module.task.released ? var.scaling.min_tasks : 0
  propagate_tags          = "SERVICE"
  enable_ecs_managed_tags = true

  # Half of the fleet keeps working while the other half is replaced on the instances that it frees; a fleet of one gets
  # a second instance for the change.
  deployment_minimum_healthy_percent = 50
  deployment_maximum_percent         = 200

  capacity_provider_strategy {
    capacity_provider = var.capacity_provider_name
    base              = 0
    weight            = 1
  }

  deployment_circuit_breaker {
    enable   = true
    rollback = true
  }

  network_configuration {
    subnets          = var.private_subnet_ids
    security_groups  = [var.security_group_id]
    assign_public_ip = false
  }

  # Zones first: a Spot pool that runs dry is one type in one zone.
  ordered_placement_strategy {
    type  = "spread"
    field = "attribute:ecs.availability-zone"
  }

  ordered_placement_strategy {
    type  = "binpack"
    field = "memory"
  }

  lifecycle {
    ignore_changes = [desired_count] # the policies in scaling.tf own it
  }
}
