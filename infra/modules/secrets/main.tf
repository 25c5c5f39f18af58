# Only the empty vessels: values are put in with `aws secretsmanager put-secret-value` (infra/README.md), so that
# neither Terraform's state nor its plans ever hold one. Keep aws_secretsmanager_secret_version out of here.
locals {
  secrets = {
    PINECONE_API_KEY = "Key of the Pinecone project"
    DATABASE_URL     = "postgres:// URL of the service's own database role"
    API_KEYS_SHA256  = "SHA-256 digests of the API keys, in hex, separated by commas"
  }
}

resource "aws_secretsmanager_secret" "this" {
  for_each = local.secrets

  name                    = "${var.prefix}/${lower(replace(each.key, "_", "-"))}"
  description             = each.value
  recovery_window_in_days = var.recovery_window_days
}
