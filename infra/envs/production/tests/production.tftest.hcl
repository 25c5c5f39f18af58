mock_provider "aws" {
  source = "../../tests/mocks"
}

variables {
  domain_name = "faces.example.com"
}

run "names_and_figures_are_those_of_production" {
  command = plan

  assert {
    condition     = output.cluster_name == "facerec-production" && output.service_names == { api = "facerec-production-api", indexer = "facerec-production-indexer" }
    error_message = "The release workflow finds cluster and services by these names."
  }

  assert {
    condition     = output.image_parameters == { api = "/facerec/production/images/api", indexer = "/facerec/production/images/indexer" }
    error_message = "The release workflow records images under these names."
  }

  assert {
    condition     = output.url == "https://faces.example.com"
    error_message = "The address must be the domain's."
  }

  assert {
    condition = jsonencode(output.scaling) == jsonencode({
      for group, defaults in jsondecode(file("../../scaling.json")).defaults :
      group => merge(defaults, lookup(jsondecode(file("../../scaling.json")).environments.production, group, {}))
    })
    error_message = "The figures in force must be those of infra/scaling.json."
  }
}

run "the_indexer_rests_at_zero_and_the_api_does_not" {
  command = plan

  assert {
    condition     = output.scaling.indexer.min_tasks == 0 && output.scaling.api.min_tasks >= 1
    error_message = "An idle indexer must cost nothing; the API must always answer."
  }
}
