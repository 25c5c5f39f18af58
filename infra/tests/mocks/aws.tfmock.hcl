# What AWS would answer. Mocks invent random strings otherwise, which are no ARNs.
mock_data "aws_caller_identity" {
  defaults = { account_id = "123456789012" }
}

mock_data "aws_partition" {
  defaults = { partition = "aws" }
}

mock_data "aws_region" {
  defaults = { region = "eu-test-1" }
}

mock_data "aws_availability_zones" {
  defaults = { names = ["eu-test-1a", "eu-test-1b", "eu-test-1c"] }
}

mock_data "aws_acm_certificate" {
  defaults = { arn = "arn:aws:acm:eu-test-1:123456789012:certificate/1" }
}

# Both the AMI and the released images are read from SSM; an image is what most tests want to see.
mock_data "aws_ssm_parameter" {
  defaults = { insecure_value = "123456789012.dkr.ecr.eu-test-1.amazonaws.com/facerec/app@sha256:1111111111111111111111111111111111111111111111111111111111111111" }
}

mock_data "aws_ecr_repository" {
  defaults = {
    arn            = "arn:aws:ecr:eu-test-1:123456789012:repository/facerec/app"
    repository_url = "123456789012.dkr.ecr.eu-test-1.amazonaws.com/facerec/app"
  }
}

mock_resource "aws_kms_key" {
  defaults = { arn = "arn:aws:kms:eu-test-1:123456789012:key/1" }
}

mock_resource "aws_s3_bucket" {
  defaults = { arn = "arn:aws:s3:::photos" }
}

mock_resource "aws_sqs_queue" {
  defaults = {
    arn = "arn:aws:sqs:eu-test-1:123456789012:queue"
    url = "https://sqs.eu-test-1.amazonaws.com/123456789012/queue"
  }
}

mock_resource "aws_ecr_repository" {
  defaults = {
    arn            = "arn:aws:ecr:eu-test-1:123456789012:repository/facerec/app"
    repository_url = "123456789012.dkr.ecr.eu-test-1.amazonaws.com/facerec/app"
  }
}

mock_resource "aws_secretsmanager_secret" {
  defaults = { arn = "arn:aws:secretsmanager:eu-test-1:123456789012:secret:facerec/test" }
}

mock_resource "aws_iam_role" {
  defaults = { arn = "arn:aws:iam::123456789012:role/test" }
}

mock_resource "aws_iam_instance_profile" {
  defaults = { arn = "arn:aws:iam::123456789012:instance-profile/test" }
}

mock_resource "aws_iam_openid_connect_provider" {
  defaults = { arn = "arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com" }
}

mock_resource "aws_cloudwatch_log_group" {
  defaults = { arn = "arn:aws:logs:eu-test-1:123456789012:log-group:test" }
}

mock_resource "aws_cloudwatch_metric_alarm" {
  defaults = { arn = "arn:aws:cloudwatch:eu-test-1:123456789012:alarm:test" }
}

mock_resource "aws_sns_topic" {
  defaults = { arn = "arn:aws:sns:eu-test-1:123456789012:alarms" }
}

mock_resource "aws_ssm_parameter" {
  defaults = { arn = "arn:aws:ssm:eu-test-1:123456789012:parameter/facerec/test/images/app" }
}

mock_resource "aws_ecs_cluster" {
  defaults = { arn = "arn:aws:ecs:eu-test-1:123456789012:cluster/test" }
}

mock_resource "aws_ecs_task_definition" {
  defaults = { arn = "arn:aws:ecs:eu-test-1:123456789012:task-definition/test:1" }
}

mock_resource "aws_autoscaling_group" {
  defaults = { arn = "arn:aws:autoscaling:eu-test-1:123456789012:autoScalingGroup:1:autoScalingGroupName/test" }
}

mock_resource "aws_launch_template" {
  defaults = { id = "lt-0123456789abcdef0", latest_version = 1 }
}

mock_resource "aws_appautoscaling_policy" {
  defaults = { arn = "arn:aws:autoscaling:eu-test-1:123456789012:scalingPolicy:1:resource/ecs/service/test:policyName/test" }
}

mock_resource "aws_lb" {
  defaults = {
    arn        = "arn:aws:elasticloadbalancing:eu-test-1:123456789012:loadbalancer/app/test/1"
    arn_suffix = "app/test/1"
    dns_name   = "test-1.eu-test-1.elb.amazonaws.com"
    zone_id    = "Z0000000000TEST"
  }
}

mock_resource "aws_lb_target_group" {
  defaults = {
    arn        = "arn:aws:elasticloadbalancing:eu-test-1:123456789012:targetgroup/test/1"
    arn_suffix = "targetgroup/test/1"
  }
}

mock_resource "aws_lb_listener" {
  defaults = { arn = "arn:aws:elasticloadbalancing:eu-test-1:123456789012:listener/app/test/1/1" }
}

mock_resource "aws_rds_cluster" {
  defaults = {
    arn                = "arn:aws:rds:eu-test-1:123456789012:cluster:test"
    endpoint           = "test.cluster-1.eu-test-1.rds.amazonaws.com"
    master_user_secret = [{ secret_arn = "arn:aws:secretsmanager:eu-test-1:123456789012:secret:rds!cluster-1" }]
  }
}
