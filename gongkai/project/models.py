"""What the worker must remember between processes: which recurring job ran when, and who is alive."""

from django.db import models


class RecurringRun(models.Model):
    """One run of a recurring job. The unique (job, slot) is what lets only one of two workers run it."""

    job = models.CharField("任务", max_length=64)
    slot = models.CharField("时段", max_length=32)
    started_at = models.DateTimeField("开始时间")
    finished_at = models.DateTimeField("完成时间", null=True)

    class Meta:
        verbose_name = "定时任务记录"
        constraints = [models.UniqueConstraint(fields=["job", "slot"], name="recurring_run_once")]

    def __str__(self) -> str:
        return f"{self.job} {self.slot}"


class WorkerLease(models.Model):
    """A task worker says here that it lives; when the time runs out, its running tasks go back."""

    worker = models.CharField("工作进程", max_length=64, unique=True)
    until = models.DateTimeField("有效期至")

    class Meta:
        verbose_name = "工作进程租约"

    def __str__(self) -> str:
        return f"{self.worker} {self.until:%F %T}"
