data "aws_ssm_parameter" "ami" {
  name = "/aws/service/ecs/optimized-ami/amazon-linux-2023/recommended/image_id"
}

resource "aws_launch_template" "spot" {
  name                   = "${var.name}-spot"
  image_id               = data.aws_ssm_parameter.ami.insecure_value
  update_default_version = true
  ebs_optimized          = true
  user_data              = base64encode(templatefile("${path.module}/user-data.sh.tftpl", { cluster = aws_ecs_cluster.this.name }))

  iam_instance_profile {
    arn = aws_iam_instance_profile.instance.arn
  }

  network_interfaces {
    associate_public_ip_address = false
    delete_on_termination       = true
    security_groups             = [var.security_group_id]
  }

  metadata_options {
    http_endpoint = "enabled"
    http_tokens   = "required"
    # Tasks have their own credentials and no business with the instance's.
    http_put_response_hop_limit = 1
  }

  block_device_mappings {
    device_name = "/dev/xvda"

    ebs {
      volume_type           = "gp3"
      volume_size           = 30 # what the AMI's snapshot needs; the image and one prepared model are below 2 GiB
      encrypted             = true
      delete_on_termination = true
    }
  }

  monitoring {
    enabled = false # the tasks are watched, not the instances
  }

  tag_specifications {
    resource_type = "instance"
    tags          = { Name = "${var.name}-spot" }
  }

  tag_specifications {
    resource_type = "volume"
    tags          = { Name = "${var.name}-spot" }
  }
}

resource "aws_autoscaling_group" "spot" {
  name                = "${var.name}-spot"
  min_size            = 0
  max_size            = var.max_instances
  vpc_zone_identifier = var.subnet_ids
  # Both belong to managed termination protection: an instance with a task on it is not taken away.
  protect_from_scale_in = true
  capacity_rebalance    = true # a replacement starts at the first sign that an instance will be taken
  health_check_type     = "EC2"
  default_cooldown      = 30
  # Scaling in is ECS's business; waiting here would only slow Terraform.
  wait_for_capacity_timeout = "0"

  mixed_instances_policy {
    instances_distribution {
      on_demand_base_capacity                  = 0
      on_demand_percentage_above_base_capacity = 0
      spot_allocation_strategy                 = "price-capacity-optimized"
    }

    launch_template {
      launch_template_specification {
        launch_template_id = aws_launch_template.spot.id
        version            = aws_launch_template.spot.latest_version
      }

      dynamic "override" {
        for_each = var.instance_types

        content {
          instance_type = override.value
        }
      }
    }
  }

  # ECS adds this tag by itself; unnamed here, every plan would remove it.
  tag {
    key                 = "AmazonECSManaged"
    value               = "true"
    propagate_at_launch = true
  }

  lifecycle {
    ignore_changes = [desired_capacity] # the capacity provider owns it
  }
}
