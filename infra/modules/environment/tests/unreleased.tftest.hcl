mock_provider "aws" {
  source = "../../tests/mocks"
}

# What infra/bootstrap writes before there is anything to run.
override_data {
  target = data.aws_ssm_parameter.image
  values = { insecure_value = "none" }
}

variables {
  environment          = "production"
  domain_name          = "faces.example.com"
  pinecone_index_name  = "facerec-test"
  index_uploads_under  = "photos/"
  vpc_cidr             = "10.42.0.0/16"
  zone_count           = 2
  nat_gateway_per_zone = false
  database             = { instances = 1, min_capacity = 0, max_capacity = 2, backup_retention_days = 1 }
  deletion_protection  = false
  log_retention_days   = 14
}

run "the_first_apply_builds_everything_and_runs_nothing" {
  assert {
    condition     = alltrue([for json in values(output.container_definitions) : endswith(jsondecode(json)[0].image, join("", [for _ in range(64) : "0"]))])
    error_message = "Before the first release the images must be those that do not exist."
  }

  assert {
    condition     = output.service_names == { api = "facerec-production-api", indexer = "facerec-production-indexer" }
    error_message = "The services must stand for the release to find them."
  }
}
