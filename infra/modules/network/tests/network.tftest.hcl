mock_provider "aws" {
  source = "../../tests/mocks"
}

variables {
  name     = "facerec-test"
  api_port = 3000
}

run "each_zone_has_a_public_and_a_private_subnet_and_its_own_way_out" {
  assert {
    condition     = length(aws_subnet.public) == 3 && length(aws_subnet.private) == 3 && length(aws_nat_gateway.this) == 3
    error_message = "Three zones need three pairs of subnets and three NAT gateways."
  }

  assert {
    condition     = length(distinct([for s in concat(values(aws_subnet.public), values(aws_subnet.private)) : s.cidr_block])) == 6
    error_message = "Subnets must not overlap."
  }

  assert {
    condition     = alltrue([for s in concat(values(aws_subnet.public), values(aws_subnet.private)) : s.map_public_ip_on_launch != true])
    error_message = "No subnet may hand out public addresses."
  }

  assert {
    condition     = alltrue([for zone, route in aws_route.nat : route.nat_gateway_id == aws_nat_gateway.this[zone].id])
    error_message = "A zone must use the NAT gateway in it."
  }
}

run "one_nat_gateway_serves_all_zones_when_asked" {
  variables {
    zone_count           = 2
    nat_gateway_per_zone = false
  }

  assert {
    condition     = length(aws_nat_gateway.this) == 1 && length(aws_route.nat) == 2
    error_message = "Two zones must share one NAT gateway."
  }
}

run "photos_and_aws_services_are_reached_without_the_internet" {
  assert {
    condition     = aws_vpc_endpoint.s3.vpc_endpoint_type == "Gateway" && length(aws_vpc_endpoint.s3.route_table_ids) == length(aws_route_table.private)
    error_message = "S3 must be reached through a gateway endpoint from every private subnet."
  }

  assert {
    condition = toset([for e in aws_vpc_endpoint.interface : e.service_name]) == toset([
      for service in ["ecr.api", "ecr.dkr", "sqs", "secretsmanager", "logs", "ecs"] : "com.amazonaws.eu-test-1.${service}"
    ])
    error_message = "ecr.api, ecr.dkr, sqs, secretsmanager, logs and ecs need interface endpoints."
  }

  assert {
    condition     = alltrue([for e in aws_vpc_endpoint.interface : e.private_dns_enabled])
    error_message = "Endpoints must answer under the services' own names."
  }
}

run "only_the_load_balancer_is_open_to_the_internet" {
  assert {
    condition     = toset([for name, rule in aws_vpc_security_group_ingress_rule.this : name if rule.cidr_ipv4 != null]) == toset(["alb_https", "alb_redirect"])
    error_message = "Only ports 443 and 80 of the load balancer may be reached from addresses."
  }

  assert {
    condition     = alltrue([for rule in concat(values(aws_vpc_security_group_ingress_rule.this), values(aws_vpc_security_group_egress_rule.this)) : rule.ip_protocol == "tcp" && rule.from_port == rule.to_port])
    error_message = "Every rule is for one TCP port."
  }

  assert {
    condition     = aws_vpc_security_group_ingress_rule.this["database_api"].from_port == 5432 && aws_vpc_security_group_ingress_rule.this["api_alb"].from_port == 3000
    error_message = "Postgres listens on 5432 and the API on its port."
  }
}

run "metrics_and_traces_pass_within_the_vpc_where_they_are_wanted" {
  variables {
    indexer_metrics_port = 9464
    collector_port       = 4318
  }

  assert {
    condition     = aws_vpc_security_group_ingress_rule.this["indexer_metrics"].from_port == 9464 && aws_vpc_security_group_ingress_rule.this["indexer_metrics"].cidr_ipv4 == "10.40.0.0/16"
    error_message = "The indexer's metrics must be reached from the VPC, and from nowhere else."
  }

  assert {
    condition = {
      for name, rule in aws_vpc_security_group_egress_rule.this : name => "${rule.cidr_ipv4}:${rule.from_port}" if endswith(name, "_collector")
      } == {
      api_collector     = "10.40.0.0/16:4318"
      indexer_collector = "10.40.0.0/16:4318"
    }
    error_message = "Both apps must reach a collector in the VPC."
  }
}

run "the_default_group_is_empty" {
  assert {
    condition     = length(aws_default_security_group.this.ingress) == 0 && length(aws_default_security_group.this.egress) == 0
    error_message = "Nothing may pass the default security group."
  }
}

run "one_zone_is_refused" {
  command = plan

  variables {
    zone_count = 1
  }

  expect_failures = [var.zone_count]
}
