mock_provider "aws" {
  source = "../../tests/mocks"
}

variables {
  prefix = "facerec/test"
}

run "there_is_an_empty_vessel_for_each_secret_setting" {
  assert {
    condition = output.names == {
      API_KEYS_SHA256  = "facerec/test/api-keys-sha256"
      DATABASE_URL     = "facerec/test/database-url"
      PINECONE_API_KEY = "facerec/test/pinecone-api-key"
    }
    error_message = "The three secret settings need a secret each."
  }

  assert {
    condition     = toset(keys(output.arns)) == toset(keys(output.names))
    error_message = "Every secret's ARN must be handed on."
  }
}

run "a_deleted_secret_can_be_restored" {
  assert {
    condition     = alltrue([for secret in aws_secretsmanager_secret.this : secret.recovery_window_in_days == 30])
    error_message = "Deleting must leave time to think again."
  }
}

run "no_file_of_this_module_can_hold_a_value" {
  assert {
    condition = length(fileset(path.module, "*.tf")) > 2 && alltrue([
      for name in fileset(path.module, "*.tf") :
      !can(regex("(?m)^\\s*(resource\\s+\"aws_secretsmanager_secret_version\"|secret_string|secret_binary)", file("${path.module}/${name}")))
    ])
    error_message = "Values do not go through Terraform: its state would keep them."
  }
}
