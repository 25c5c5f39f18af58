# Who may talk to whom, in one table. Groups without ingress are never called; without egress they call nobody.
locals {
  groups = {
    alb       = "The load balancer"
    api       = "Tasks of the API"
    indexer   = "Tasks of the indexer"
    instances = "Spot instances that run the indexer"
    database  = "Postgres"
    endpoints = "Interface endpoints of AWS services"
  }

  ingress = merge({
    alb_https           = { to = "alb", port = 443, cidr = "0.0.0.0/0" }
    alb_redirect        = { to = "alb", port = 80, cidr = "0.0.0.0/0" }
    api_alb             = { to = "api", port = var.api_port, from = "alb" }
    database_api        = { to = "database", port = 5432, from = "api" }
    database_indexer    = { to = "database", port = 5432, from = "indexer" }
    endpoints_api       = { to = "endpoints", port = 443, from = "api" }
    endpoints_indexer   = { to = "endpoints", port = 443, from = "indexer" }
    endpoints_instances = { to = "endpoints", port = 443, from = "instances" }
  }, { for port in var.indexer_metrics_port[*] : "indexer_metrics" => { to = "indexer", port = port, cidr = var.cidr } })

  # Pinecone has no fixed addresses, hence 443 to everywhere; S3 and the AWS services are on 443, too.
  egress = merge({
    alb_api          = { from = "alb", port = var.api_port, to = "api" }
    api_https        = { from = "api", port = 443, cidr = "0.0.0.0/0" }
    api_database     = { from = "api", port = 5432, to = "database" }
    indexer_https    = { from = "indexer", port = 443, cidr = "0.0.0.0/0" }
    indexer_database = { from = "indexer", port = 5432, to = "database" }
    instances_https  = { from = "instances", port = 443, cidr = "0.0.0.0/0" }
    }, {
    for app in var.collector_port == null ? [] : ["api", "indexer"] : "${app}_collector" => { from = app, port = var.collector_port, cidr = var.cidr }
  })
}

resource "aws_security_group" "this" {
  for_each = local.groups

  name        = "${var.name}-${each.key}"
  description = each.value
  vpc_id      = aws_vpc.this.id

  tags = { Name = "${var.name}-${each.key}" }
}

resource "aws_vpc_security_group_ingress_rule" "this" {
  for_each = local.ingress

  security_group_id            = aws_security_group.this[each.value.to].id
  description                  = replace(each.key, "_", " ")
  ip_protocol                  = "tcp"
  from_port                    = each.value.port
  to_port                      = each.value.port
  cidr_ipv4                    = try(each.value.cidr, null)
  referenced_security_group_id = try(aws_security_group.this[each.value.from].id, null)
}

resource "aws_vpc_security_group_egress_rule" "this" {
  for_each = local.egress

  security_group_id            = aws_security_group.this[each.value.from].id
  description                  = replace(each.key, "_", " ")
  ip_protocol                  = "tcp"
  from_port                    = each.value.port
  to_port                      = each.value.port
  cidr_ipv4                    = try(each.value.cidr, null)
  referenced_security_group_id = try(aws_security_group.this[each.value.to].id, null)
}
