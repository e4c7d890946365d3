"""Files that were taken in. Their content lies in the storage ``files``, under their digest."""

from django.db import models

from .rules import Format


class StoredFile(models.Model):
    """One content, however often it was given. Its row outlives it: the digest proves what was here."""

    sha256 = models.CharField("指纹", max_length=64, unique=True, help_text="SHA-256 of the content, hex")
    size = models.PositiveBigIntegerField("字节数")
    format = models.CharField("格式", max_length=8, choices=Format.choices())
    name = models.CharField("文件名", max_length=200, help_text="As first given, made safe")
    taken_at = models.DateTimeField("接收时间")
    taken_by = models.CharField("接收岗位", max_length=120)
    discarded_at = models.DateTimeField("废弃时间", null=True, blank=True)
    purged_at = models.DateTimeField("内容删除时间", null=True, blank=True)

    class Meta:
        verbose_name = "文件"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(purged_at=None) | models.Q(discarded_at__isnull=False),
                name="file_purged_after_discard",
            )
        ]
        indexes = [
            models.Index(
                fields=["id"],
                name="file_to_purge",
                condition=models.Q(discarded_at__isnull=False, purged_at=None),
            )
        ]

    def __str__(self) -> str:
        return self.name


class FileContents(models.Model):
    """Every word of a file, seen and unseen, as it was read once. Goes with the file: the law that removes a
    file removes what it said."""

    file = models.OneToOneField(StoredFile, models.CASCADE, related_name="contents")
    packed = models.BinaryField("内容", help_text="rules.keeping.pack; empty when it could not be read")
    trouble = models.CharField("未能读取的原因", max_length=300, blank=True, default="")
    reader = models.CharField("读取规则", max_length=16, help_text="rules.keeping.READER")
    read_at = models.DateTimeField("读取时间")

    class Meta:
        verbose_name = "文件内容"

    def __str__(self) -> str:
        return f"{self.file_id}"
