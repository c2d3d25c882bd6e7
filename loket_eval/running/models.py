"""The signs of life of the workers."""

from django.db import models


class WorkerSign(models.Model):
    """When a worker last said that it works, by the clock of the database.

    One clock for all: the machines of the portal and of the workers may each have their own time.
    """

    worker_id = models.CharField(max_length=64, primary_key=True)
    beat_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.worker_id
