data "aws_region" "current" {}

locals {
  # Before the first release there is no digest. This one belongs to no image, and the services keep to zero tasks.
  unreleased = "${var.repository.url}@sha256:${join("", [for _ in range(64) : "0"])}"

  # The root file system is read-only. A volume takes over what the image holds at its path, owner included, where the
  # Dockerfile declares it with VOLUME.
  writable = { data = "/data", tmp = "/tmp" }

  container = {
    name      = var.container_name
    image     = coalesce(var.image, local.unreleased)
    essential = true
    # The container's own limit, not only the task's: the app reads its cgroup to decide how many workers fit.
    memory                 = var.memory_mib
    readonlyRootFilesystem = true
    stopTimeout            = var.stop_timeout_seconds
    environment            = [for name in sort(keys(var.environment)) : { name = name, value = var.environment[name] }]
    secrets                = [for name in sort(keys(var.secrets)) : { name = name, valueFrom = var.secrets[name] }]
    mountPoints            = [for name in sort(keys(local.writable)) : { sourceVolume = name, containerPath = local.writable[name], readOnly = false }]
    linuxParameters        = { initProcessEnabled = true, capabilities = { drop = ["ALL"] } }
    portMappings           = [for port in var.port[*] : { containerPort = port, protocol = "tcp" }]
    logConfiguration = {
      logDriver = "awslogs"
      options = {
        "awslogs-group"         = aws_cloudwatch_log_group.this.name
        "awslogs-region"        = data.aws_region.current.region
        "awslogs-stream-prefix" = var.container_name
        # Rather lose a line than stop serving while CloudWatch is slow.
        "mode"            = "non-blocking"
        "max-buffer-size" = "4m"
      }
    }
  }

  health_check = var.health_check == null ? {} : {
    healthCheck = { command = var.health_check, interval = 10, timeout = 5, retries = 3, startPeriod = 60 }
  }
}

resource "aws_cloudwatch_log_group" "this" {
  name              = "/${replace(var.name, "-", "/")}"
  retention_in_days = var.log_retention_days
}

resource "aws_ecs_task_definition" "this" {
  family                   = var.name
  requires_compatibilities = [var.launch_type]
  network_mode             = "awsvpc"
  cpu                      = var.vcpu * 1024
  memory                   = var.memory_mib
  execution_role_arn       = aws_iam_role.execution.arn
  task_role_arn            = aws_iam_role.task.arn
  container_definitions    = jsonencode([merge(local.container, local.health_check)])

  # Releases register revisions of their own; these keep Terraform from undoing them and leave the old ones to roll back to.
  track_latest = true
  skip_destroy = true

  runtime_platform {
    cpu_architecture        = "X86_64"
    operating_system_family = "LINUX"
  }

  dynamic "volume" {
    for_each = local.writable

    content {
      name = volume.key
    }
  }
}
