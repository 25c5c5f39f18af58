mock_provider "aws" {
  source = "../../tests/mocks"
}

variables {
  repositories = ["facerec/api", "facerec/indexer"]
}

run "images_cannot_be_replaced_and_are_scanned" {
  assert {
    condition     = alltrue([for r in aws_ecr_repository.this : r.image_tag_mutability == "IMMUTABLE" && r.image_scanning_configuration[0].scan_on_push])
    error_message = "Tags must be immutable and every push scanned."
  }
}

run "only_unnamed_images_are_swept_by_age" {
  assert {
    condition = alltrue([
      for p in aws_ecr_lifecycle_policy.this :
      [for rule in jsondecode(p.policy).rules : "${rule.selection.tagStatus} ${rule.selection.countType} ${rule.selection.countNumber}"]
      == ["untagged sinceImagePushed 7", "any imageCountMoreThan 100"]
    ])
    error_message = "A released image, which has a tag, must not go because it is old."
  }
}
