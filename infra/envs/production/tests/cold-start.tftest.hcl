mock_provider "aws" {
  source = "../../tests/mocks"
}

# A hundred photos from a cold start: what the table promises, added up. The capacity model simulates the same.
run "a_hundred_photos_finish_within_six_minutes" {
  command = plan

  assert {
    condition = 360 >= sum([
      output.scaling.assumptions.queue_metric_delay_s,
      output.scaling.indexer.wake_evaluation_periods * output.scaling.assumptions.metric_period_s,
      output.scaling.assumptions.capacity_provider_delay_s,
      output.scaling.assumptions.instance_start_s,
      output.scaling.assumptions.task_start_s,
      100 * output.scaling.indexer.seconds_per_image,
    ])
    error_message = "Waking, starting an instance and a task, and a hundred photos must fit into six minutes."
  }

  assert {
    condition     = output.scaling.indexer.wake_cooldown_s >= output.scaling.assumptions.capacity_provider_delay_s + output.scaling.assumptions.instance_start_s + output.scaling.assumptions.task_start_s
    error_message = "The wake alarm holds until a task runs: a shorter cooldown would order a second one for nothing."
  }
}
