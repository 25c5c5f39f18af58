# The bucket and its region come from infra/bootstrap: terraform init -backend-config=bucket=... -backend-config=region=...
terraform {
  backend "s3" {
    key          = "staging/terraform.tfstate"
    encrypt      = true
    use_lockfile = true
  }
}
