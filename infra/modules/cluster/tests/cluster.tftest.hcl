mock_provider "aws" {
  source = "../../tests/mocks"
}

override_data {
  target = data.aws_ssm_parameter.ami
  values = { insecure_value = "ami-0123456789abcdef0" }
}

variables {
  name               = "facerec-test"
  subnet_ids         = ["subnet-1", "subnet-2"]
  security_group_id  = "sg-1"
  max_instances      = 5
  log_retention_days = 30
}

run "the_fleet_is_spot_from_many_pools_and_shrinks_to_nothing" {
  assert {
    condition     = aws_autoscaling_group.spot.min_size == 0 && aws_autoscaling_group.spot.max_size == 5
    error_message = "The group must be able to shrink to nothing."
  }

  assert {
    condition = (
      aws_autoscaling_group.spot.mixed_instances_policy[0].instances_distribution[0].spot_allocation_strategy == "price-capacity-optimized"
      && aws_autoscaling_group.spot.mixed_instances_policy[0].instances_distribution[0].on_demand_base_capacity == 0
      && aws_autoscaling_group.spot.mixed_instances_policy[0].instances_distribution[0].on_demand_percentage_above_base_capacity == 0
    )
    error_message = "All instances must be Spot, from the pools with capacity at a good price."
  }

  assert {
    condition     = length(distinct(aws_autoscaling_group.spot.mixed_instances_policy[0].launch_template[0].override[*].instance_type)) >= 6
    error_message = "Spot needs six instance types to choose from."
  }

  assert {
    condition     = alltrue([for o in aws_autoscaling_group.spot.mixed_instances_policy[0].launch_template[0].override : endswith(o.instance_type, ".large")])
    error_message = "One size, or a task does not fit every instance that ECS counts with."
  }
}

run "instances_are_hardened" {
  assert {
    condition     = aws_launch_template.spot.metadata_options[0].http_tokens == "required" && aws_launch_template.spot.metadata_options[0].http_put_response_hop_limit == 1
    error_message = "Metadata must be version 2, and out of reach of containers."
  }

  assert {
    condition = (
      aws_launch_template.spot.block_device_mappings[0].ebs[0].volume_type == "gp3"
      && tobool(aws_launch_template.spot.block_device_mappings[0].ebs[0].encrypted)
    )
    error_message = "Disks must be encrypted gp3."
  }

  assert {
    condition     = !tobool(aws_launch_template.spot.network_interfaces[0].associate_public_ip_address)
    error_message = "Instances must have no public address."
  }

  assert {
    condition = alltrue([
      for line in ["ECS_CLUSTER=facerec-test", "ECS_ENABLE_SPOT_INSTANCE_DRAINING=true", "ECS_AWSVPC_BLOCK_IMDS=true"] :
      contains(split("\n", base64decode(aws_launch_template.spot.user_data)), line)
    ])
    error_message = "The agent must join the cluster, drain on Spot notices and keep tasks from the instance's credentials."
  }
}

run "the_capacity_provider_starts_protects_and_drains_instances" {
  assert {
    condition = (
      aws_ecs_capacity_provider.spot.auto_scaling_group_provider[0].managed_scaling[0].status == "ENABLED"
      && aws_ecs_capacity_provider.spot.auto_scaling_group_provider[0].managed_termination_protection == "ENABLED"
      && aws_ecs_capacity_provider.spot.auto_scaling_group_provider[0].managed_draining == "ENABLED"
      && aws_autoscaling_group.spot.protect_from_scale_in
    )
    error_message = "Managed scaling, termination protection and draining belong together."
  }

  assert {
    condition     = contains(aws_ecs_cluster_capacity_providers.this.capacity_providers, "facerec-test-spot")
    error_message = "The cluster must be allowed to use the provider."
  }
}

run "the_cluster_counts_its_tasks" {
  assert {
    condition     = contains([for s in aws_ecs_cluster.this.setting : "${s.name}=${s.value}"], "containerInsights=enabled")
    error_message = "The indexer's scaling divides by RunningTaskCount, which Container Insights reports."
  }
}

run "five_instance_types_are_refused" {
  command = plan

  variables {
    instance_types = ["c5.large", "c5a.large", "c6i.large", "c6a.large", "c7i.large", "c5.large"]
  }

  expect_failures = [var.instance_types]
}
