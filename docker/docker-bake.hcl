# One target an app: docker buildx bake -f docker/docker-bake.hcl [api|indexer]
variable "TAG" {
  default = "dev"
}

variable "API_REPOSITORY" {
  default = "facerec/api"
}

variable "INDEXER_REPOSITORY" {
  default = "facerec/indexer"
}

group "default" {
  targets = ["api", "indexer"]
}

target "api" {
  context    = "."
  dockerfile = "docker/api.Dockerfile"
  platforms  = ["linux/amd64"]
  tags       = ["${API_REPOSITORY}:${TAG}"]
}

target "indexer" {
  context    = "."
  dockerfile = "docker/indexer.Dockerfile"
  platforms  = ["linux/amd64"]
  tags       = ["${INDEXER_REPOSITORY}:${TAG}"]
}
