"""`db_worker` of django-tasks-db, with a worker that doesn't stop at the first thing that fails."""

import logging
from typing import Any

from django_tasks_db.management.commands import db_worker

from loket_eval.running.worker import LastingWorker


class Command(db_worker.Command):
    def handle(self, *args: Any, **options: Any) -> None:
        self.configure_logging(options["verbosity"])
        # The worker goes round every second, and would say each time that there is nothing to do.
        logging.getLogger("django_tasks_db").setLevel(logging.WARNING)
        queues = options["queue_name"].split(",")
        worker = LastingWorker(
            queue_names=queues,
            excluded_queue_names=[name for name in options["exclude_queues"].split(",") if name],
            interval=options["interval"],
            batch=options["batch"],
            backend_name=options["backend_name"],
            startup_delay=options["startup_delay"],
            max_tasks=options["max_tasks"],
            worker_id=options["worker_id"],
        )
        worker.configure_signals()
        worker.run()
