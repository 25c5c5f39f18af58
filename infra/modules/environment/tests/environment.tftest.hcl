mock_provider "aws" {
  source = "../../tests/mocks"
}

override_data {
  target = data.aws_ssm_parameter.image["indexer"]
  values = { insecure_value = "123456789012.dkr.ecr.eu-test-1.amazonaws.com/facerec/indexer@sha256:2222222222222222222222222222222222222222222222222222222222222222" }
}

variables {
  environment          = "production"
  domain_name          = "faces.example.com"
  pinecone_index_name  = "facerec-test"
  vpc_cidr             = "10.42.0.0/16"
  zone_count           = 2
  nat_gateway_per_zone = false
  database             = { instances = 1, min_capacity = 0, max_capacity = 2, backup_retention_days = 1 }
  deletion_protection  = false
  log_retention_days   = 14
}

run "each_app_runs_what_was_released_last" {
  assert {
    condition = { for app, json in output.container_definitions : app => split("@", jsondecode(json)[0].image)[1] } == {
      api     = "sha256:1111111111111111111111111111111111111111111111111111111111111111"
      indexer = "sha256:2222222222222222222222222222222222222222222222222222222222222222"
    }
    error_message = "The image must be the recorded digest."
  }
}

run "the_apps_get_the_settings_they_know" {
  assert {
    condition = { for e in jsondecode(output.container_definitions.api)[0].environment : e.name => e.value } == {
      ENVIRONMENT         = "production"
      LOG_LEVEL           = "info"
      HOST                = "0.0.0.0"
      PORT                = "3000"
      TRUSTED_PROXIES     = "1"
      AWS_REGION          = "eu-test-1"
      AWS_S3_BUCKET       = "facerec-production-photos-123456789012"
      S3_BUCKETS          = "facerec-production-photos-123456789012"
      SQS_QUEUE_NAME      = "facerec-production-indexing"
      VECTOR_STORE        = "pinecone"
      PINECONE_INDEX_NAME = "facerec-test"
      MODEL_PACK          = "compact"
      DATA_DIR            = "/data"
    }
    error_message = "The API's settings differ."
  }

  assert {
    condition = { for e in jsondecode(output.container_definitions.indexer)[0].environment : e.name => e.value } == {
      ENVIRONMENT            = "production"
      LOG_LEVEL              = "info"
      AWS_REGION             = "eu-test-1"
      AWS_S3_BUCKET          = "facerec-production-photos-123456789012"
      S3_BUCKETS             = "facerec-production-photos-123456789012"
      SQS_QUEUE_NAME         = "facerec-production-indexing"
      SQS_VISIBILITY_TIMEOUT = "30"
      VECTOR_STORE           = "pinecone"
      PINECONE_INDEX_NAME    = "facerec-test"
      MODEL_PACK             = "compact"
      DATA_DIR               = "/data"
    }
    error_message = "The indexer's settings differ."
  }
}

run "metrics_and_traces_are_on_when_asked_for" {
  variables {
    indexer_metrics_port = 9464
    otlp_endpoint        = "http://collector.internal:4318"
    trace_sample_ratio   = 0.1
  }

  assert {
    condition = alltrue([
      for json in values(output.container_definitions) : length(setsubtract(
        [{ name = "OTEL_EXPORTER_OTLP_ENDPOINT", value = "http://collector.internal:4318" }, { name = "OTEL_TRACES_SAMPLER_ARG", value = "0.1" }],
        jsondecode(json)[0].environment
      )) == 0
    ])
    error_message = "Both apps must be told of the collector."
  }

  assert {
    condition = length(setsubtract(
      [{ name = "METRICS_PORT", value = "9464" }, { name = "HOST", value = "0.0.0.0" }],
      jsondecode(output.container_definitions.indexer)[0].environment
    )) == 0 && jsondecode(output.container_definitions.indexer)[0].portMappings[0].containerPort == 9464
    error_message = "The indexer must answer on the port of its metrics."
  }
}

run "a_collector_without_a_port_in_the_clear_is_refused" {
  command = plan

  variables {
    otlp_endpoint = "http://collector.internal"
  }

  expect_failures = [var.otlp_endpoint]
}

run "no_secret_is_in_the_environment" {
  assert {
    condition = alltrue([
      for json in values(output.container_definitions) :
      [for s in jsondecode(json)[0].secrets : s.name] == ["API_KEYS_SHA256", "DATABASE_URL", "PINECONE_API_KEY"]
      && alltrue([for s in jsondecode(json)[0].secrets : startswith(s.valueFrom, "arn:aws:secretsmanager:")])
    ])
    error_message = "The three secrets must come from Secrets Manager by ARN."
  }

  assert {
    condition = alltrue([
      for json in values(output.container_definitions) :
      length(setintersection([for e in jsondecode(json)[0].environment : e.name], ["API_KEYS_SHA256", "DATABASE_URL", "PINECONE_API_KEY"])) == 0
    ])
    error_message = "A secret must not stand in the environment."
  }
}

run "an_environment_without_a_row_takes_the_defaults" {
  command = plan

  variables {
    environment = "trial"
  }

  assert {
    condition     = output.scaling == jsondecode(file("../../scaling.json")).defaults
    error_message = "Without figures of its own an environment must take the defaults."
  }
}

run "a_row_goes_over_the_defaults" {
  command = plan

  variables {
    environment = "staging"
  }

  assert {
    condition = alltrue(flatten([
      for group, own in jsondecode(file("../../scaling.json")).environments.staging : [
        for key, value in own : output.scaling[group][key] == value
      ]
    ]))
    error_message = "The environment's own figures must hold."
  }

  assert {
    condition     = output.scaling.indexer.seconds_per_image == jsondecode(file("../../scaling.json")).defaults.indexer.seconds_per_image
    error_message = "The others must be the defaults."
  }
}

run "a_name_that_does_not_fit_a_load_balancer_is_refused" {
  command = plan

  variables {
    environment = "a-very-long-name-indeed"
  }

  expect_failures = [var.environment]
}
